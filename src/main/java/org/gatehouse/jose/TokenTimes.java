package org.gatehouse.jose;

import java.time.Clock;
import java.time.Duration;

/**
 * The times that tokens name, judged by a clock that may differ from their issuer's.
 *
 * @param skew how far; not negative
 */
public record TokenTimes(Clock clock, Duration skew) {

  /** Whether it lies in the future. */
  public boolean isFromTheFuture(long epochSecond) {
    return epochSecond > clock.instant().plus(skew).getEpochSecond();
  }

  /** RFC 7519 section 4.1.4: the current time must be before exp. */
  public boolean isOver(long epochSecond) {
    return clock.instant().minus(skew).getEpochSecond() >= epochSecond;
  }
}
