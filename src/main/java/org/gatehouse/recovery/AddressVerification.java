package org.gatehouse.recovery;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Optional;
import org.gatehouse.attempt.LoginLimits;
import org.gatehouse.kernel.AuthException;
import org.gatehouse.kernel.EmailAddress;
import org.gatehouse.kernel.ErrorCode;
import org.gatehouse.kernel.RequestContext;
import org.gatehouse.kernel.Sensitive;
import org.gatehouse.onetimetoken.Purpose;
import org.gatehouse.user.UserView;

/** Proving an address by a link. Only attempts with a link that is no good count as failures. */
@ApplicationScoped
public class AddressVerification {
  private final LoginLimits limits;
  private final LinkUse links;

  @Inject
  AddressVerification(LoginLimits limits, LinkUse links) {
    this.limits = limits;
    this.links = links;
  }

  @SuppressWarnings("NullAway") // for the container's client proxy, which uses no field
  protected AddressVerification() {
    this(null, null);
  }

  /** Which address a link proves, if it is good; looking at it uses nothing up. */
  public Optional<EmailAddress> look(Sensitive token, RequestContext origin) {
    return limits.look(origin, () -> links.look(Purpose.VERIFICATION, token).map(UserView::email));
  }

  /**
   * Makes the account of a link active.
   *
   * @throws AuthException {@link ErrorCode#INVALID_TEMPORARY_TOKEN}
   */
  public void verify(Sensitive token, RequestContext origin) {
    LoginLimits.Attempt attempt = limits.register(origin);
    links.verify(token, origin);
    attempt.giveBack();
  }
}
