package org.gatehouse.login;

import java.time.Clock;
import org.gatehouse.kernel.RateRule;
import org.gatehouse.ratelimit.InMemoryRateLimiter;

/** Limits for tests of other packages. */
public final class TestLimits {
  private TestLimits() {}

  /** So many failed registrations a minute; everything else is as good as unlimited. */
  public static LoginLimits registrations(int permits, Clock clock) {
    RateRule many = RateRule.parse("1000000/1s");
    return new LoginLimits(
        new InMemoryRateLimiter(clock, 100),
        new LoginRules(many, many, RateRule.parse(permits + "/1m"), many));
  }
}
