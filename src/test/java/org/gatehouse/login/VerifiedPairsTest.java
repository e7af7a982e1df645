package org.gatehouse.login;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.security.SecureRandom;
import java.time.Duration;
import java.util.Optional;
import org.gatehouse.kernel.Sensitive;
import org.gatehouse.kernel.TestClock;
import org.gatehouse.kernel.UserId;
import org.gatehouse.user.Credential;
import org.gatehouse.user.UserStatus;
import org.junit.jupiter.api.Test;

class VerifiedPairsTest {
  private final TestClock clock = new TestClock();

  @Test
  void verifiedPairsWhenRememberedThenFoundForAMinuteByThatPairOnly() {
    VerifiedPairs pairs = new VerifiedPairs(clock, new SecureRandom());
    Credential jane = credential();
    pairs.remember("jane", Sensitive.of("p:w"), jane);
    clock.advance(Duration.ofSeconds(60).minusMillis(1));
    assertEquals(Optional.of(jane), pairs.find("jane", Sensitive.of("p:w")));
    assertEquals(Optional.empty(), pairs.find("jane", Sensitive.of("p:x")));
    assertEquals(Optional.empty(), pairs.find("janep", Sensitive.of(":w")));
    clock.advance(Duration.ofMillis(1));
    assertEquals(Optional.empty(), pairs.find("jane", Sensitive.of("p:w")), "use prolongs nothing");
  }

  @Test
  void verifiedPairsWhenForgottenOrTooManyThenGone() {
    VerifiedPairs pairs = new VerifiedPairs(clock, new SecureRandom());
    pairs.remember("gone", Sensitive.of("p"), credential());
    pairs.forget("gone", Sensitive.of("p"));
    assertEquals(Optional.empty(), pairs.find("gone", Sensitive.of("p")));
    for (int i = 0; i <= 1000; i++) {
      pairs.remember("user " + i, Sensitive.of("p"), credential());
    }
    assertEquals(Optional.empty(), pairs.find("user 0", Sensitive.of("p")));
    assertTrue(pairs.find("user 1", Sensitive.of("p")).isPresent());
    assertTrue(pairs.find("user 1000", Sensitive.of("p")).isPresent());
  }

  private static Credential credential() {
    return new Credential(UserId.random(), "hash", UserStatus.ACTIVE);
  }
}
