package org.gatehouse.kernel;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/** A clock that stands still until a test moves it. */
public final class TestClock extends Clock {
  /** Where every test clock starts. */
  public static final Instant START = Instant.parse("2026-11-24T12:00:00.123Z");

  private volatile Instant now = START;

  /** Moves on, or back. */
  public void advance(Duration by) {
    now = now.plus(by);
  }

  /** Jumps. */
  public void set(Instant instant) {
    now = instant;
  }

  @Override
  public Instant instant() {
    return now;
  }

  @Override
  public ZoneId getZone() {
    return ZoneOffset.UTC;
  }

  @Override
  public Clock withZone(ZoneId zone) {
    throw new UnsupportedOperationException("nobody needs a zone");
  }
}
