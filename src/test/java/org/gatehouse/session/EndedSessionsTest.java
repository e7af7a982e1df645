package org.gatehouse.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import org.gatehouse.kernel.SessionId;
import org.gatehouse.kernel.TestClock;
import org.junit.jupiter.api.Test;

class EndedSessionsTest {
  private static final Duration HOUR = Duration.ofHours(1);

  private final TestClock clock = new TestClock();
  private final EndedSessions ended = new EndedSessions(HOUR, clock);

  @Test
  void containsWhenAddedThenTrueForThatOneOnly() {
    SessionId session = SessionId.random();
    ended.add(session, clock.instant());
    assertTrue(ended.contains(new SessionId(session.value())));
    assertFalse(ended.contains(SessionId.random()));
  }

  @Test
  void forgetOldWhenATokenMayStillLiveThenKeeps() {
    SessionId session = SessionId.random();
    ended.add(session, clock.instant());
    clock.advance(HOUR);
    assertEquals(TestClock.START, ended.oldestThatMatters());
    ended.forgetOld();
    assertTrue(ended.contains(session));
    clock.advance(Duration.ofMillis(1));
    ended.forgetOld();
    assertFalse(ended.contains(session));
  }

  @Test
  void configWhenALifetimeIsZeroOrGraceNegativeThenRefused() {
    assertThrows(
        IllegalArgumentException.class, () -> new SessionConfig(Duration.ZERO, HOUR, HOUR));
    assertThrows(
        IllegalArgumentException.class, () -> new SessionConfig(HOUR, Duration.ZERO, HOUR));
    assertThrows(
        IllegalArgumentException.class, () -> new SessionConfig(HOUR, HOUR, HOUR.negated()));
    assertEquals(Duration.ZERO, new SessionConfig(HOUR, HOUR, Duration.ZERO).grace());
  }
}
