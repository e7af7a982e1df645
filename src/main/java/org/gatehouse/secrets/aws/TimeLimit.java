package org.gatehouse.secrets.aws;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.gatehouse.secrets.SecretStoreException;

/**
 * Ends the waiting: for all calls together, or for each. The SDK has limits of its own, but not for
 * what comes before a request: a command of {@code credential_process} may run for ever.
 */
final class TimeLimit implements AutoCloseable {
  private final Duration limit;
  private final boolean isForAll;
  private final long begun = System.nanoTime();
  private final ExecutorService thread;

  private TimeLimit(Duration limit, boolean isForAll) {
    this.limit = limit;
    this.isForAll = isForAll;
    this.thread =
        Executors.newSingleThreadExecutor(
            task -> {
              Thread worker = new Thread(task, "gatehouse-aws");
              worker.setDaemon(true);
              worker.setContextClassLoader(TimeLimit.class.getClassLoader());
              return worker;
            });
  }

  /** For all calls together, from now on. */
  static TimeLimit forAllCalls(Duration limit) {
    return new TimeLimit(limit, true);
  }

  /** For each call anew. */
  static TimeLimit forEachCall(Duration limit) {
    return new TimeLimit(limit, false);
  }

  /** What was awaited has not come in time. */
  static final class Over extends Exception {
    private static final long serialVersionUID = 1L;
  }

  /** The whole time there is. */
  Duration limit() {
    return limit;
  }

  /** Whether there is still that much time. */
  boolean leaves(Duration time) {
    return nanosLeft() > time.toNanos();
  }

  private long nanosLeft() {
    return limit.toNanos() - (isForAll ? System.nanoTime() - begun : 0);
  }

  /**
   * Does it, or gives up.
   *
   * @throws Over if it is not done in time
   * @throws RuntimeException what it throws
   */
  <T> T call(Callable<T> action) throws Over {
    Future<T> result = thread.submit(action);
    try {
      return result.get(Math.max(0, nanosLeft()), TimeUnit.NANOSECONDS);
    } catch (TimeoutException e) {
      throw new Over();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof RuntimeException reason) {
        throw reason;
      }
      throw new IllegalStateException("AWS", e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new SecretStoreException("interrupted while waiting for AWS Secrets Manager", e);
    } finally {
      result.cancel(true);
    }
  }

  @Override
  public void close() {
    thread.shutdownNow();
  }
}
