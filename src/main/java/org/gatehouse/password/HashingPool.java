package org.gatehouse.password;

import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
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

  /** Cost 10 took 83 ms, so cost 16 takes about 5 s; a bcrypt run cannot be interrupted. */
  private static final long CLOSE_WAIT_SECONDS = 10;

  private final ThreadPoolExecutor executor;

  /**
   * One for each caller inside. The executor's own bound would refuse a burst on an idle pool: what
   * its threads did not take yet stands in the queue.
   */
  private final Semaphore places;

  private final int allPlaces;
  private final LongAdder done = new LongAdder();
  private final LongAdder nanos = new LongAdder();
  private final LongAdder refused = new LongAdder();

  /**
   * Starts the threads.
   *
   * @param threads hashes at once; the number of cores
   * @param queueLength callers that may wait beside those; at least 1
   */
  public HashingPool(int threads, int queueLength) {
    if (threads < 1 || queueLength < 1) {
      throw new IllegalArgumentException("threads and queue length must be positive");
    }
    allPlaces = threads + queueLength;
    places = new Semaphore(allPlaces);
    AtomicInteger started = new AtomicInteger();
    executor =
        new ThreadPoolExecutor(
            threads,
            threads,
            0,
            TimeUnit.SECONDS,
            new LinkedBlockingQueue<>(),
            task -> newThread(task, started.incrementAndGet()));
    // Threads made by a request would hold on to that request's security and naming context.
    executor.prestartAllCoreThreads();
  }

  /**
   * What the pool has done, and has to do.
   *
   * @param done hashes that were made
   * @param nanos how long that took in all, without the waiting
   * @param refused callers that found the queue full
   * @param inside callers that wait or are served
   */
  public record Figures(long done, long nanos, long refused, int inside) {}

  /** Of this moment. */
  public Figures figures() {
    return new Figures(
        done.sum(), nanos.sum(), refused.sum(), allPlaces - places.availablePermits());
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
    if (!places.tryAcquire()) {
      refused.increment();
      throw busy("the hashing queue is full");
    }
    try {
      return runAndWait(new FutureTask<>(() -> timed(task)));
    } finally {
      places.release();
    }
  }

  private <T> T timed(Supplier<T> task) {
    long begin = System.nanoTime();
    try {
      return task.get();
    } finally {
      nanos.add(System.nanoTime() - begin);
      done.increment();
    }
  }

  private <T> T runAndWait(FutureTask<T> future) {
    try {
      executor.execute(future);
      return future.get();
    } catch (RejectedExecutionException | CancellationException closed) {
      throw busy("the hashing pool is closed");
    } catch (InterruptedException stopped) {
      future.cancel(false);
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
