package org.gatehouse.mail;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** Wakes the worker of this node when there is something new to send. Safe for many threads. */
public final class MailBell {
  private final Semaphore rung = new Semaphore(0);

  /** Wakes the worker, or keeps it from falling asleep. */
  void ring() {
    if (rung.availablePermits() == 0) {
      rung.release();
    }
  }

  /** Returns when it rings, or after this time. */
  void await(Duration longest) throws InterruptedException {
    if (rung.tryAcquire(longest.toMillis(), TimeUnit.MILLISECONDS)) {
      // Two that rang at the same time rang once.
      int unused = rung.drainPermits();
    }
  }
}
