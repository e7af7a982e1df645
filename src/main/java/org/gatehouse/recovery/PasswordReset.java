package org.gatehouse.recovery;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Optional;
import org.gatehouse.attempt.LoginLimits;
import org.gatehouse.kernel.AuthException;
import org.gatehouse.kernel.EmailAddress;
import org.gatehouse.kernel.ErrorCode;
import org.gatehouse.kernel.RequestContext;
import org.gatehouse.kernel.Sensitive;
import org.gatehouse.onetimetoken.Purpose;
import org.gatehouse.password.PasswordPolicy;
import org.gatehouse.password.Passwords;
import org.gatehouse.user.UserView;

/**
 * Choosing a new password by a link. Only attempts with a link that is no good count as failures.
 */
@ApplicationScoped
public class PasswordReset {
  private final LoginLimits limits;
  private final PasswordPolicy policy;
  private final Passwords passwords;
  private final LinkUse links;

  @Inject
  PasswordReset(LoginLimits limits, PasswordPolicy policy, Passwords passwords, LinkUse links) {
    this.limits = limits;
    this.policy = policy;
    this.passwords = passwords;
    this.links = links;
  }

  @SuppressWarnings("NullAway") // for the container's client proxy, which uses no field
  protected PasswordReset() {
    this(null, null, null, null);
  }

  /** Whose link this is, if it is good; looking at it uses nothing up. */
  public Optional<EmailAddress> look(Sensitive token, RequestContext origin) {
    return limits.look(
        origin, () -> links.look(Purpose.PASSWORD_RESET, token).map(UserView::email));
  }

  /**
   * Gives the account of a link a new password and ends all of its sessions.
   *
   * @param email what they say their address is: that of the link, or nothing happens
   * @throws AuthException {@link ErrorCode#INVALID_TEMPORARY_TOKEN}, whatever is wrong with the
   *     link; {@link ErrorCode#PASSWORD_REFUSED} with the reasons, and the link stays good
   */
  public void reset(
      EmailAddress email, Sensitive token, Sensitive password, RequestContext origin) {
    LoginLimits.Attempt attempt = limits.register(origin);
    UserView user =
        links
            .look(Purpose.PASSWORD_RESET, token)
            .filter(owner -> owner.email().equals(email))
            .orElseThrow(() -> LinkUse.refused("no living link for this address"));
    // Whoever holds the link may try as often as it takes to find a good password.
    attempt.giveBack();
    List<String> reasons = policy.check(password, List.of(user.email().value(), user.name()));
    if (!reasons.isEmpty()) {
      throw AuthException.withReasons(ErrorCode.PASSWORD_REFUSED, reasons);
    }
    // Takes as long as a thousand queries, so no transaction waits for it.
    String hash = passwords.hash(password);
    links.reset(token, email, hash, origin);
  }
}
