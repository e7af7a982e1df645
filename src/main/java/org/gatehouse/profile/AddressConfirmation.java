package org.gatehouse.profile;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Optional;
import org.gatehouse.attempt.LoginLimits;
import org.gatehouse.kernel.EmailAddress;
import org.gatehouse.kernel.RequestContext;
import org.gatehouse.kernel.Sensitive;
import org.gatehouse.persistence.ConstraintViolations;

/**
 * The new address of an account confirms itself by the link that was sent there. Only attempts with
 * a link that is no good count as failures.
 */
@ApplicationScoped
public class AddressConfirmation {
  private final LoginLimits limits;
  private final AddressChange change;

  @Inject
  AddressConfirmation(LoginLimits limits, AddressChange change) {
    this.limits = limits;
    this.change = change;
  }

  @SuppressWarnings("NullAway") // for the container's client proxy, which uses no field
  protected AddressConfirmation() {
    this(null, null);
  }

  /** The address that a link stands for; looking at it uses nothing up. */
  public Optional<EmailAddress> look(Sensitive token, RequestContext origin) {
    return limits.look(origin, () -> change.look(token));
  }

  /**
   * Moves the account to the address.
   *
   * @throws org.gatehouse.kernel.AuthException {@link
   *     org.gatehouse.kernel.ErrorCode#INVALID_TEMPORARY_TOKEN}, also where the address was taken
   *     meanwhile; the link is then unused
   */
  public void confirm(Sensitive token, RequestContext origin) {
    LoginLimits.Attempt attempt = limits.register(origin);
    try {
      change.confirm(token, origin);
    } catch (RuntimeException e) {
      if (ConstraintViolations.isDuplicate(e)) {
        throw AddressChange.refused("the address has an account");
      }
      throw e;
    }
    attempt.giveBack();
  }
}
