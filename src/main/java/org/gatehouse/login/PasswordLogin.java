package org.gatehouse.login;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Optional;
import org.gatehouse.attempt.LoginLimits;
import org.gatehouse.kernel.AuthException;
import org.gatehouse.kernel.ErrorCode;
import org.gatehouse.kernel.RequestContext;
import org.gatehouse.kernel.Sensitive;
import org.gatehouse.user.Credential;

/** Signing in with e-mail address and password. */
@ApplicationScoped
public class PasswordLogin {
  private final LoginLimits limits;
  private final PasswordCheck check;
  private final SessionOpening opening;
  private final LoginMethods methods;

  @Inject
  PasswordLogin(
      LoginLimits limits, PasswordCheck check, SessionOpening opening, LoginMethods methods) {
    this.limits = limits;
    this.check = check;
    this.opening = opening;
    this.methods = methods;
  }

  @SuppressWarnings("NullAway") // for the container's client proxy, which uses no field
  protected PasswordLogin() {
    this(null, null, null, null);
  }

  /**
   * Opens a session for the right password.
   *
   * @throws org.gatehouse.kernel.AuthException too many failures, or too many sign-ins at once;
   *     {@link ErrorCode#PASSWORD_LOGIN_OFF}
   */
  public LoginResult signIn(String email, Sensitive password, RequestContext origin) {
    if (!methods.password()) {
      throw new AuthException(ErrorCode.PASSWORD_LOGIN_OFF, "PASSWORD_LOGIN is false");
    }
    LoginLimits.Attempt attempt = limits.signIn(LoginLimits.accountKey(email), origin);
    Optional<Credential> credential = limits.judged(attempt, () -> check.verify(email, password));
    LoginResult result =
        credential.isPresent() ? opening.open(credential.get(), origin) : refuse(email, origin);
    if (result instanceof LoginResult.Success) {
      attempt.giveBack();
    }
    return result;
  }

  private LoginResult refuse(String email, RequestContext origin) {
    opening.recordFailure(email, origin);
    return new LoginResult.Refused(ErrorCode.INVALID_CREDENTIALS);
  }
}
