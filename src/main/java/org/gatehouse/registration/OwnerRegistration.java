package org.gatehouse.registration;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Optional;
import org.gatehouse.attempt.LoginLimits;
import org.gatehouse.kernel.AuthException;
import org.gatehouse.kernel.ErrorCode;
import org.gatehouse.kernel.RequestContext;
import org.gatehouse.kernel.Sensitive;
import org.gatehouse.password.PasswordPolicy;
import org.gatehouse.password.Passwords;
import org.gatehouse.persistence.ConstraintViolations;
import org.gatehouse.workspace.Workspaces;

/** Makes the first owner. */
@ApplicationScoped
public class OwnerRegistration {
  private final LoginLimits limits;
  private final SetupToken setupToken;
  private final PasswordPolicy policy;
  private final Passwords passwords;
  private final Workspaces workspaces;
  private final Founding founding;

  @Inject
  OwnerRegistration(
      LoginLimits limits,
      SetupToken setupToken,
      PasswordPolicy policy,
      Passwords passwords,
      Workspaces workspaces,
      Founding founding) {
    this.limits = limits;
    this.setupToken = setupToken;
    this.policy = policy;
    this.passwords = passwords;
    this.workspaces = workspaces;
    this.founding = founding;
  }

  @SuppressWarnings("NullAway") // for the container's client proxy, which uses no field
  protected OwnerRegistration() {
    this(null, null, null, null, null, null);
  }

  /** Whether the first owner is there. */
  public boolean isDone() {
    return workspaces.isFounded();
  }

  /**
   * Registers the first owner.
   *
   * @param token the set-up token, if one was presented
   * @param isOperator whether the caller showed the operator's credentials, which stand for it
   * @throws AuthException {@link ErrorCode#INVALID_TEMPORARY_TOKEN} if neither proof is there or
   *     somebody was first; {@link ErrorCode#PASSWORD_REFUSED} with the reasons
   */
  public Registered register(
      OwnerApplication application,
      Optional<Sensitive> token,
      boolean isOperator,
      RequestContext origin) {
    LoginLimits.Attempt attempt = limits.register(origin);
    boolean proven = isOperator || token.filter(setupToken::matches).isPresent();
    if (!proven || workspaces.isFounded()) {
      throw new AuthException(ErrorCode.INVALID_TEMPORARY_TOKEN, "no proof, or not the first");
    }
    // Whoever holds the proof may try as often as it takes to find a good password.
    attempt.giveBack();
    List<String> reasons =
        policy.check(
            application.password(), List.of(application.email().value(), application.name()));
    if (!reasons.isEmpty()) {
      throw AuthException.withReasons(ErrorCode.PASSWORD_REFUSED, reasons);
    }
    Registered registered = found(application, origin);
    setupToken.remove();
    return registered;
  }

  private Registered found(OwnerApplication application, RequestContext origin) {
    String hash = passwords.hash(application.password());
    try {
      return founding.found(application, hash, origin);
    } catch (RuntimeException e) {
      if (ConstraintViolations.isDuplicate(e)) {
        throw new AuthException(ErrorCode.INVALID_TEMPORARY_TOKEN, "somebody else was first", e);
      }
      throw e;
    }
  }
}
