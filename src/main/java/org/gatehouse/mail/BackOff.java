package org.gatehouse.mail;

import java.time.Duration;

/** How long a mail waits after a failure. */
final class BackOff {
  private static final Duration FIRST = Duration.ofSeconds(30);
  private static final Duration LONGEST = Duration.ofHours(1);

  /** After so many doublings it is more than an hour. */
  private static final int MAX_DOUBLINGS = 7;

  private BackOff() {}

  /** The wait after this many attempts, which doubles each time. */
  static Duration after(int attempts) {
    int doublings = Math.max(0, Math.min(attempts - 1, MAX_DOUBLINGS));
    Duration wait = FIRST.multipliedBy(1L << doublings);
    return wait.compareTo(LONGEST) > 0 ? LONGEST : wait;
  }
}
