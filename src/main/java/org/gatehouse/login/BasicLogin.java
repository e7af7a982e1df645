package org.gatehouse.login;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Optional;
import java.util.Set;
import org.gatehouse.attempt.LoginLimits;
import org.gatehouse.config.value.BasicAuth;
import org.gatehouse.kernel.RequestContext;
import org.gatehouse.kernel.Sensitive;
import org.gatehouse.user.Credential;
import org.gatehouse.workspace.Membership;

/** HTTP Basic: the operator's account, or a user's e-mail address and password (RFC 7617). */
@ApplicationScoped
public class BasicLogin {
  private final BasicAuth mode;
  private final OperatorAccount operator;
  private final LoginLimits limits;
  private final PasswordCheck check;
  private final BasicLookup lookup;
  private final VerifiedPairs verified;

  @Inject
  BasicLogin(
      BasicAuth mode,
      OperatorAccount operator,
      LoginLimits limits,
      PasswordCheck check,
      BasicLookup lookup,
      Clock clock) {
    this.mode = mode;
    this.operator = operator;
    this.limits = limits;
    this.check = check;
    this.lookup = lookup;
    this.verified = new VerifiedPairs(clock, new SecureRandom());
  }

  @SuppressWarnings("NullAway") // for the container's client proxy, which uses no field
  protected BasicLogin() {
    this(null, null, null, null, null, null);
  }

  /**
   * Who the credentials belong to; empty if they are wrong.
   *
   * @throws org.gatehouse.kernel.AuthException too many failures, or too many sign-ins at once
   */
  public Optional<BasicIdentity> authenticate(
      String username, Sensitive password, RequestContext origin) {
    if (mode == BasicAuth.OFF) {
      return Optional.empty();
    }
    if (operator.isNamed(username)) {
      return authenticateOperator(username, password, origin);
    }
    if (mode == BasicAuth.OPERATOR) {
      // Counted, so that the operator's name cannot be guessed faster than the password.
      limits.signIn(LoginLimits.accountKey(username), origin);
      return Optional.empty();
    }
    return rememberedUser(username, password)
        .or(() -> authenticateUser(username, password, origin));
  }

  /** Whether these are the operator's credentials; counts against the same limits. */
  public Optional<BasicIdentity> authenticateOperator(
      String username, Sensitive password, RequestContext origin) {
    LoginLimits.Attempt attempt = limits.signIn(LoginLimits.accountKey(username), origin);
    if (!operator.matches(username, password)) {
      lookup.recordFailure(username, origin);
      return Optional.empty();
    }
    attempt.giveBack();
    return Optional.of(
        new BasicIdentity(username, Set.of(Membership.OWNER, OperatorAccount.GROUP), null));
  }

  private Optional<BasicIdentity> rememberedUser(String username, Sensitive password) {
    Optional<Credential> known = verified.find(username, password);
    if (known.isEmpty()) {
      return Optional.empty();
    }
    Optional<BasicIdentity> identity = lookup.identityOf(known.get());
    if (identity.isEmpty()) {
      verified.forget(username, password);
    }
    return identity;
  }

  private Optional<BasicIdentity> authenticateUser(
      String username, Sensitive password, RequestContext origin) {
    LoginLimits.Attempt attempt = limits.signIn(LoginLimits.accountKey(username), origin);
    Optional<Credential> credential =
        limits.judged(attempt, () -> check.verify(username, password));
    Optional<BasicIdentity> identity = credential.flatMap(lookup::identityOf);
    if (identity.isEmpty()) {
      lookup.recordFailure(username, origin);
      return identity;
    }
    attempt.giveBack();
    verified.remember(username, password, credential.get());
    return identity;
  }
}
