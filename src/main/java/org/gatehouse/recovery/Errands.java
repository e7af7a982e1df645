package org.gatehouse.recovery;

import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.gatehouse.kernel.AuthException;
import org.gatehouse.kernel.ErrorCode;

/**
 * Work that is done after the answer, one errand at a time, so that nobody can tell by the time
 * what there was to do. Errands live in memory: what waits when the process dies is lost, and
 * whoever asked gets no mail and asks again. A stop waits for them.
 */
public class Errands {
  private static final System.Logger LOG = System.getLogger(Errands.class.getName());

  /** At a few milliseconds each, those of some seconds; who comes later gets 503. */
  private static final int WAITING = 1000;

  private static final Duration RETRY = Duration.ofSeconds(5);
  private static final Duration STOPPING = Duration.ofSeconds(3);

  private final ThreadPoolExecutor executor;

  /** With a thread of its own, which begins with the first errand. */
  public Errands() {
    this(WAITING);
  }

  Errands(int waiting) {
    executor =
        new ThreadPoolExecutor(
            1,
            1,
            0,
            TimeUnit.SECONDS,
            new ArrayBlockingQueue<>(waiting),
            work -> {
              Thread thread = new Thread(work, "gatehouse-errands");
              thread.setDaemon(true);
              thread.setContextClassLoader(Errands.class.getClassLoader());
              return thread;
            });
  }

  /**
   * Has this done soon.
   *
   * @param requestId names the request in the log, should it fail
   * @throws AuthException {@link ErrorCode#OVERLOADED} if too many wait, whatever this one is
   */
  void run(String requestId, Runnable errand) {
    try {
      executor.execute(() -> attempt(requestId, errand));
    } catch (RejectedExecutionException full) {
      throw AuthException.retryAfter(ErrorCode.OVERLOADED, RETRY, "too many errands wait");
    }
  }

  private static void attempt(String requestId, Runnable errand) {
    try {
      errand.run();
    } catch (RuntimeException e) {
      LOG.log(Level.ERROR, "What request " + requestId + " asked for could not be done", e);
    }
  }

  /** Takes no more, and waits a moment for those that are there. */
  public void stop() {
    executor.shutdown();
    try {
      if (!executor.awaitTermination(STOPPING.toMillis(), TimeUnit.MILLISECONDS)) {
        executor.shutdownNow();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
