package org.gatehouse.persistence;

import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Makes commits durable together: whoever arrives first flushes for all that wait by then, as a
 * database's group commit does. A flush that fails fails for everyone whom it would have served.
 */
final class GroupFlush implements Runnable {
  private final Runnable flush;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition done = lock.newCondition();
  private long asked;
  private long flushed;
  private boolean flushing;

  GroupFlush(Runnable flush) {
    this.flush = flush;
  }

  /** Returns when everything that was committed before the call is on disk. */
  @Override
  public void run() {
    lock.lock();
    try {
      long mine = ++asked;
      while (flushed < mine) {
        if (flushing) {
          done.awaitUninterruptibly();
        } else {
          flushForAll();
        }
      }
    } finally {
      lock.unlock();
    }
  }

  private void flushForAll() {
    long upTo = asked;
    flushing = true;
    lock.unlock();
    boolean succeeded = false;
    try {
      flush.run();
      succeeded = true;
    } finally {
      lock.lock();
      flushing = false;
      if (succeeded) {
        flushed = upTo;
      }
      // After a failure the others wake too, and each tries for itself.
      done.signalAll();
    }
  }
}
