package org.gatehouse.registration;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.gatehouse.attempt.LoginLimits;
import org.gatehouse.invitation.Acceptance;
import org.gatehouse.kernel.AuthException;
import org.gatehouse.kernel.EmailAddress;
import org.gatehouse.kernel.ErrorCode;
import org.gatehouse.kernel.RequestContext;
import org.gatehouse.kernel.Sensitive;
import org.gatehouse.password.PasswordPolicy;
import org.gatehouse.password.Passwords;
import org.gatehouse.user.NewPerson;

/** Joins people who were invited. Only attempts with a link that is no good count as failures. */
@ApplicationScoped
public class InvitedRegistration {
  private final LoginLimits limits;
  private final PasswordPolicy policy;
  private final Passwords passwords;
  private final Acceptance acceptance;

  @Inject
  InvitedRegistration(
      LoginLimits limits, PasswordPolicy policy, Passwords passwords, Acceptance acceptance) {
    this.limits = limits;
    this.policy = policy;
    this.passwords = passwords;
    this.acceptance = acceptance;
  }

  @SuppressWarnings("NullAway") // for the container's client proxy, which uses no field
  protected InvitedRegistration() {
    this(null, null, null, null);
  }

  /**
   * Who wants to join.
   *
   * @param language of the mails to them
   */
  public record Newcomer(String name, EmailAddress email, Sensitive password, Locale language) {
    @Override
    public String toString() {
      return "Newcomer";
    }
  }

  /** What a link stands for; looking at it uses nothing up, and counts only where it fails. */
  public Optional<Acceptance.Offer> look(Sensitive token, RequestContext origin) {
    return limits.look(origin, () -> acceptance.look(token));
  }

  /**
   * Makes the account of somebody new active and joins them.
   *
   * @throws AuthException {@link ErrorCode#INVALID_TEMPORARY_TOKEN}, also for another address than
   *     the invited one; {@link ErrorCode#PASSWORD_REFUSED} with the reasons
   */
  public Registered register(Newcomer newcomer, Sensitive token, RequestContext origin) {
    LoginLimits.Attempt attempt = limits.register(origin);
    boolean isInvited =
        acceptance
            .look(token)
            .filter(offer -> offer.isNew() && offer.email().equals(newcomer.email()))
            .isPresent();
    if (!isInvited) {
      throw new AuthException(ErrorCode.INVALID_TEMPORARY_TOKEN, "no such invitation");
    }
    // Whoever holds the link may try as often as it takes to find a good password.
    attempt.giveBack();
    List<String> reasons =
        policy.check(newcomer.password(), List.of(newcomer.email().value(), newcomer.name()));
    if (!reasons.isEmpty()) {
      throw AuthException.withReasons(ErrorCode.PASSWORD_REFUSED, reasons);
    }
    String hash = passwords.hash(newcomer.password());
    Acceptance.Joined joined =
        acceptance.acceptAsNew(
            token,
            newcomer.email(),
            new NewPerson(newcomer.name(), hash, newcomer.language()),
            origin);
    return new Registered(joined.user(), joined.membership());
  }

  /**
   * Joins somebody who has an active account.
   *
   * @throws AuthException {@link ErrorCode#INVALID_TEMPORARY_TOKEN}
   */
  public Registered join(Sensitive token, RequestContext origin) {
    LoginLimits.Attempt attempt = limits.register(origin);
    Acceptance.Joined joined = acceptance.accept(token, origin);
    attempt.giveBack();
    return new Registered(joined.user(), joined.membership());
  }
}
