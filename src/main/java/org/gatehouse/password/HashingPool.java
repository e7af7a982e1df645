package org.gatehouse.password;

import java.time.Duration;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.gatehouse.kernel.AuthException;
import org.gatehouse.kernel.ErrorCode;

/**
 * The only place where passwords are hashed: as many at once as there are threads, a bounded number
 * waiting, everything past that refused at once, so that sign-ins cannot take the server from the
 * requests that carry a token.
 *
 * <p>A caller always gets an answer: the result, the task's own exception, or {@link
 * ErrorCode#OVERLOADED} with a time to wait, which also stands for a pool that closes and a caller
 * that was interrupted.
 */
public final class HashingPool implements AutoCloseable {
  /** A queue of some tens of hashes at cost 10 (80 ms each) is worked off in about this time. */
  private static final Duration RETRY_AFTER = Duration.ofSeconds(1);

  /**
   * The longest hash, cost 16, ran 5 s on the build machine; a bcrypt run cannot be interrupted.
   */
  private static final long CLOSE_WAIT_SECONDS = 10;

  private final ThreadPoolExecutor executor;

  /**
   * Starts the threads.
   *
   * @param threads hashes at once; the number of cores
   * @param queueLength callers that may wait beside those; at least 1
   */
  public HashingPool(int threads, int queueLength) {
    AtomicInteger started = new AtomicInteger();
    executor =
        new ThreadPoolExecutor(
            threads,
            threads,
            0,
            TimeUnit.SECONDS,
            new ArrayBlockingQueue<>(queueLength),
            task -> newThread(task, started.incrementAndGet()));
    // Threads made by a request would hold on to that request's security and naming context.
    executor.prestartAllCoreThreads();
  }

  private static Thread newThread(Runnable task, int number) {
    // Neither inheritable thread locals nor the context class loader of whoever builds the pool:
    // they would keep another application alive after it was undeployed.
    Thread thread = new Thread(null, task, "gatehouse-hash-" + number, 0, false);
    thread.setDaemon(true);
    thread.setContextClassLoader(HashingPool.class.getClassLoader());
    return thread;
  }

  /**
   * Runs the task on one of the threads and waits for it.
   *
   * @throws AuthException {@link ErrorCode#OVERLOADED} if the queue is full, the pool is closed or
   *     closes before the task began, or the caller is interrupted (which stays marked)
   */
  public <T> T call(Supplier<T> task) {
    FutureTask<T> future = new FutureTask<>(task::get);
    try {
      executor.execute(future);
    } catch (RejectedExecutionException full) {
      throw busy(
          executor.isShutdown() ? "the hashing pool is closed" : "the hashing queue is full");
    }
    try {
      return future.get();
    } catch (CancellationException closed) {
      throw busy("the hashing pool was closed");
    } catch (InterruptedException stopped) {
      // Nobody waits for the result any more: leave the place in the queue to another.
      future.cancel(false);
      executor.remove(future);
      Thread.currentThread().interrupt();
      throw busy("interrupted while waiting for a hash");
    } catch (ExecutionException failed) {
      throw unwrap(failed);
    }
  }

  private static AuthException busy(String detail) {
    return AuthException.retryAfter(ErrorCode.OVERLOADED, RETRY_AFTER, detail);
  }

  private static RuntimeException unwrap(ExecutionException failed) {
    if (failed.getCause() instanceof RuntimeException fault) {
      return fault;
    }
    if (failed.getCause() instanceof Error error) {
      throw error;
    }
    return new IllegalStateException("a hashing task failed", failed);
  }

  /**
   * Takes no more tasks, answers the waiting callers with {@link ErrorCode#OVERLOADED}, and lets
   * running hashes end, for at most {@value #CLOSE_WAIT_SECONDS} s.
   */
  @Override
  public void close() {
    for (Runnable waiting : executor.shutdownNow()) {
      if (waiting instanceof FutureTask<?> future) {
        future.cancel(false);
      }
    }
    try {
      boolean ended = executor.awaitTermination(CLOSE_WAIT_SECONDS, TimeUnit.SECONDS);
      if (!ended) {
        System.getLogger(HashingPool.class.getName())
            .log(System.Logger.Level.WARNING, "A password hash is still running after the close");
      }
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
  }
}
