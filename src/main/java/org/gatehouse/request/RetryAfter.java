package org.gatehouse.request;

import java.time.Duration;

/** How long a client is asked to wait (RFC 9110, section 10.2.3). */
public final class RetryAfter {
  private RetryAfter() {}

  /** Whole seconds, at least one; rounded up, so that who waits as told does not come too early. */
  public static long seconds(Duration wait) {
    return Math.max(1, wait.plusMillis(999).toSeconds());
  }

  /** The value of the header. */
  public static String header(Duration wait) {
    return Long.toString(seconds(wait));
  }
}
