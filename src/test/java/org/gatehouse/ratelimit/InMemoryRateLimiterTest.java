package org.gatehouse.ratelimit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Optional;
import org.junit.jupiter.api.Test;

class InMemoryRateLimiterTest extends RateLimiterContract {
  private final RateLimiter limiter = new InMemoryRateLimiter(clock, 100);

  @Override
  RateLimiter limiter() {
    return limiter;
  }

  @Test
  void tryAcquireWhenThereAreTooManyKeysThenTheQuietestIsForgottenAndTheBusyOneKept() {
    for (int i = 0; i < 3; i++) {
      assertEquals(Optional.empty(), acquire("quiet"));
      assertEquals(Optional.empty(), acquire("busy"));
    }
    for (int i = 0; i < 99; i++) {
      assertEquals(Optional.empty(), acquire("other " + i));
      assertTrue(acquire("busy").isPresent(), "still counted");
    }
    assertEquals(Optional.empty(), acquire("quiet"), "forgotten: memory is bounded");
  }
}
