package org.gatehouse.login;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Optional;
import org.gatehouse.attempt.LoginLimits;
import org.gatehouse.kernel.RequestContext;
import org.gatehouse.kernel.Sensitive;
import org.gatehouse.user.Credential;
import org.gatehouse.user.UserView;

/**
 * Somebody who is signed in shows their password again, for what a stolen session must not do.
 * Being wrong counts as a failed sign-in, so that a session is no way to try passwords.
 */
@ApplicationScoped
public class PasswordConfirmation {
  private final LoginLimits limits;
  private final PasswordCheck check;

  @Inject
  PasswordConfirmation(LoginLimits limits, PasswordCheck check) {
    this.limits = limits;
    this.check = check;
  }

  @SuppressWarnings("NullAway") // for the container's client proxy, which uses no field
  protected PasswordConfirmation() {
    this(null, null);
  }

  /**
   * The credential that the password matched; empty if it is not this account's.
   *
   * @throws org.gatehouse.kernel.AuthException too many failures, or too many sign-ins at once
   */
  public Optional<Credential> confirm(UserView user, Sensitive password, RequestContext origin) {
    String email = user.email().value();
    LoginLimits.Attempt attempt = limits.signIn(email, origin);
    Optional<Credential> credential =
        limits
            .judged(attempt, () -> check.verify(email, password))
            // The address may have become somebody else's a moment ago.
            .filter(found -> found.user().equals(user.id()));
    credential.ifPresent(right -> attempt.giveBack());
    return credential;
  }
}
