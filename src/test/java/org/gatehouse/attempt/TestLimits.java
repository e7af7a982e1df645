package org.gatehouse.attempt;

import java.security.SecureRandom;
import java.time.Clock;
import java.util.List;
import org.gatehouse.kernel.RateRule;
import org.gatehouse.kernel.Sensitive;
import org.gatehouse.ratelimit.InMemoryRateLimiter;

/** Limits for tests of other packages. */
public final class TestLimits {
  private static final RateRule MANY = RateRule.parse("1000000/1s");
  private static final Sensitive SECRET = Sensitive.of("browsers-0123456789-abcdefghijklmnop");

  private TestLimits() {}

  /** Counts by these rules, in memory. */
  public static LoginLimits of(LoginRules rules, Clock clock) {
    return new LoginLimits(
        new InMemoryRateLimiter(clock, 2000),
        new InMemoryRateLimiter(clock, 2000),
        browsers(clock),
        rules);
  }

  /** Always under the same secret. */
  public static KnownBrowsers browsers(Clock clock) {
    return new KnownBrowsers(List.of(SECRET), new SecureRandom(), clock);
  }

  /** So many failed registrations a minute; everything else is as good as unlimited. */
  public static LoginLimits registrations(int permits, Clock clock) {
    return of(new LoginRules(MANY, 1_000_000, MANY, RateRule.parse(permits + "/1m"), MANY), clock);
  }

  /** So many failed sign-ins of an account a minute, and mails or bad links. */
  public static LoginLimits both(int signIns, int registrations, Clock clock) {
    return of(
        new LoginRules(
            RateRule.parse(signIns + "/1m"),
            1_000_000,
            MANY,
            RateRule.parse(registrations + "/1m"),
            MANY),
        clock);
  }
}
