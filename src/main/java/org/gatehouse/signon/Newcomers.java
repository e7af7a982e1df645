package org.gatehouse.signon;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Locale;
import java.util.Optional;
import org.gatehouse.audit.AuditAction;
import org.gatehouse.audit.AuditEntry;
import org.gatehouse.audit.AuditTrail;
import org.gatehouse.invitation.Acceptance;
import org.gatehouse.kernel.EmailAddress;
import org.gatehouse.kernel.RequestContext;
import org.gatehouse.kernel.Sensitive;
import org.gatehouse.kernel.UserId;
import org.gatehouse.persistence.Transactional;
import org.gatehouse.sso.SsoProblem;
import org.gatehouse.sso.SsoRefusal;
import org.gatehouse.sso.Vouched;
import org.gatehouse.user.Credential;
import org.gatehouse.user.NewPerson;
import org.gatehouse.user.NewUser;
import org.gatehouse.user.UserStatus;
import org.gatehouse.user.UserView;
import org.gatehouse.user.Users;
import org.gatehouse.workspace.Memberships;
import org.gatehouse.workspace.Workspaces;

/**
 * Accounts for people whose identity nobody has seen before: by an invitation, or because their
 * address is of a domain whose people may come. Joins the caller's transaction.
 */
@ApplicationScoped
@Transactional
class Newcomers {
  private final Acceptance acceptance;
  private final Users users;
  private final Workspaces workspaces;
  private final Memberships memberships;
  private final Provisioning provisioning;
  private final AuditTrail audit;

  @Inject
  Newcomers(
      Acceptance acceptance,
      Users users,
      Workspaces workspaces,
      Memberships memberships,
      Provisioning provisioning,
      AuditTrail audit) {
    this.acceptance = acceptance;
    this.users = users;
    this.workspaces = workspaces;
    this.memberships = memberships;
    this.provisioning = provisioning;
    this.audit = audit;
  }

  @SuppressWarnings("NullAway") // for the container's client proxy, which uses no field
  protected Newcomers() {
    this(null, null, null, null, null, null);
  }

  /** An account that waits for exactly this address is made active. */
  UserId invited(Vouched who, Sensitive invitation, Locale language, RequestContext origin) {
    Acceptance.Offer offer = offer(invitation);
    if (who.verified().isEmpty()) {
      throw new SsoRefusal(SsoProblem.NO_VERIFIED_ADDRESS, "no-verified-address");
    }
    if (!who.verified().contains(offer.email())) {
      throw new SsoRefusal(SsoProblem.OTHER_ADDRESS, "other-address");
    }
    if (!offer.isNew()) {
      // The same address, but nothing says that it is the same person: they show it by signing in.
      throw new SsoRefusal(SsoProblem.HAS_ACCOUNT, "has-account");
    }
    NewPerson person = new NewPerson(nameOf(who, offer.email()), null, language);
    return acceptance.acceptAsNew(invitation, offer.email(), person, origin).user().id();
  }

  /** An account of somebody known brings its invitation: it has to be for that very account. */
  void join(UserView user, Sensitive invitation, RequestContext origin) {
    if (!offer(invitation).email().equals(user.email())) {
      throw new SsoRefusal(SsoProblem.OTHER_ADDRESS, "other-address");
    }
    Acceptance.Joined unused = acceptance.accept(invitation, origin);
  }

  private Acceptance.Offer offer(Sensitive invitation) {
    return acceptance
        .look(invitation)
        .orElseThrow(() -> new SsoRefusal(SsoProblem.INVITATION_OVER, "invitation-over"));
  }

  /** A new account in the oldest workspace, with the role that opens nothing. */
  UserId provisioned(Vouched who, String provider, Locale language, RequestContext origin) {
    if (provisioning.domains().isEmpty() || !workspaces.isFounded()) {
      throw new SsoRefusal(SsoProblem.UNKNOWN, "unknown-identity");
    }
    EmailAddress email =
        provisioning
            .address(who)
            .orElseThrow(
                () ->
                    who.verified().isEmpty()
                        ? new SsoRefusal(SsoProblem.NO_VERIFIED_ADDRESS, "no-verified-address")
                        : new SsoRefusal(SsoProblem.UNKNOWN, "domain-not-allowed"));
    Optional<Credential> there = users.findCredential(email);
    if (there.isPresent()) {
      boolean isInvited = there.get().status() == UserStatus.INVITED;
      throw new SsoRefusal(
          isInvited ? SsoProblem.INVITED : SsoProblem.HAS_ACCOUNT,
          isInvited ? "invited-without-token" : "has-account");
    }
    UserView made =
        users.create(new NewUser(UserId.random(), email, nameOf(who, email), null, language));
    memberships.joinFirst(made.id());
    audit.record(AuditEntry.success(AuditAction.SSO_PROVISION, origin, made.id()).noting(provider));
    return made.id();
  }

  private static String nameOf(Vouched who, EmailAddress email) {
    return who.name().orElseGet(() -> email.value().substring(0, email.value().lastIndexOf('@')));
  }
}
