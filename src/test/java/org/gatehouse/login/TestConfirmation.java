package org.gatehouse.login;

import org.gatehouse.attempt.LoginLimits;
import org.gatehouse.password.Passwords;
import org.gatehouse.user.Users;

/** What asks somebody who is signed in for their password, for tests of other packages. */
public final class TestConfirmation {
  private TestConfirmation() {}

  /** Counts by these limits. */
  public static PasswordConfirmation of(LoginLimits limits, Users users, Passwords passwords) {
    return new PasswordConfirmation(limits, new PasswordCheck(users, passwords));
  }
}
