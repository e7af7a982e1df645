package org.gatehouse.web;

import java.time.Duration;
import java.util.Optional;

/** How long to wait, for people and for clients; always rounded up, so that nobody is too early. */
public final class WaitingTime {
  private static final int LONG = 90;

  private WaitingTime() {}

  /** Such as "in 20 seconds", "in 3 minutes", or "later" if nobody knows. */
  public static String words(Optional<Duration> wait) {
    return wait.map(
            time -> {
              long seconds = seconds(time);
              return seconds <= LONG
                  ? "in " + count(seconds, "second")
                  : "in " + count((seconds + 59) / 60, "minute");
            })
        .orElse("later");
  }

  /** The value of a {@code Retry-After} header. */
  public static String header(Duration wait) {
    return Long.toString(seconds(wait));
  }

  private static long seconds(Duration wait) {
    return Math.max(1, wait.plusMillis(999).toSeconds());
  }

  private static String count(long number, String unit) {
    return number + " " + unit + (number == 1 ? "" : "s");
  }
}
