package org.gatehouse.login;

import java.time.Clock;
import org.gatehouse.kernel.RateRule;
import org.gatehouse.password.Passwords;
import org.gatehouse.ratelimit.InMemoryRateLimiter;
import org.gatehouse.user.Users;

/** Limits for tests of other packages, and what counts by them. */
public final class TestLimits {
  private static final RateRule MANY = RateRule.parse("1000000/1s");

  private TestLimits() {}

  /** So many failed registrations a minute; everything else is as good as unlimited. */
  public static LoginLimits registrations(int permits, Clock clock) {
    return new LoginLimits(
        new InMemoryRateLimiter(clock, 100),
        new LoginRules(MANY, MANY, RateRule.parse(permits + "/1m"), MANY));
  }

  /** So many failed sign-ins of an account a minute, and mails or bad links. */
  public static LoginLimits both(int signIns, int registrations, Clock clock) {
    return new LoginLimits(
        new InMemoryRateLimiter(clock, 100),
        new LoginRules(
            RateRule.parse(signIns + "/1m"), MANY, RateRule.parse(registrations + "/1m"), MANY));
  }

  /** What asks somebody who is signed in for their password. */
  public static PasswordConfirmation confirmation(
      LoginLimits limits, Users users, Passwords passwords) {
    return new PasswordConfirmation(limits, new PasswordCheck(users, passwords));
  }
}
