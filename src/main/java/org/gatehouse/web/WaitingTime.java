package org.gatehouse.web;

import java.time.Duration;
import java.util.Optional;
import org.gatehouse.request.RetryAfter;

/** How long to wait, in words for people. */
public final class WaitingTime {
  private static final int LONG = 90;

  private WaitingTime() {}

  /** Such as "in 20 seconds", "in 3 minutes", or "later" if nobody knows. */
  public static String words(Optional<Duration> wait) {
    return wait.map(
            time -> {
              long seconds = RetryAfter.seconds(time);
              return seconds <= LONG
                  ? "in " + count(seconds, "second")
                  : "in " + count((seconds + 59) / 60, "minute");
            })
        .orElse("later");
  }

  /** Says that there were too many attempts, and when to come back. */
  public static String afterTooMany(Optional<Duration> wait) {
    return "Too many attempts. Please try again " + words(wait) + ".";
  }

  private static String count(long number, String unit) {
    return number + " " + unit + (number == 1 ? "" : "s");
  }
}
