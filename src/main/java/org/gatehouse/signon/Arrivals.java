package org.gatehouse.signon;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.gatehouse.audit.AuditAction;
import org.gatehouse.audit.AuditEntry;
import org.gatehouse.audit.AuditTrail;
import org.gatehouse.config.value.GroupRole;
import org.gatehouse.kernel.RequestContext;
import org.gatehouse.kernel.Sensitive;
import org.gatehouse.kernel.UserId;
import org.gatehouse.login.LoginResult;
import org.gatehouse.login.SessionOpening;
import org.gatehouse.persistence.Transactional;
import org.gatehouse.session.Sessions;
import org.gatehouse.sso.Aim;
import org.gatehouse.sso.ProviderName;
import org.gatehouse.sso.SsoIdentities;
import org.gatehouse.sso.SsoIdentityView;
import org.gatehouse.sso.SsoProblem;
import org.gatehouse.sso.SsoRefusal;
import org.gatehouse.sso.SsoSessions;
import org.gatehouse.sso.Vouched;
import org.gatehouse.user.UserView;
import org.gatehouse.user.Users;
import org.jspecify.annotations.Nullable;

/** The transactions that end a round trip: all of it or nothing, each with its audit row. */
@ApplicationScoped
@Transactional
class Arrivals {
  private final SsoIdentities identities;
  private final Newcomers newcomers;
  private final GroupMemberships groups;
  private final Users users;
  private final Sessions sessions;
  private final SessionOpening login;
  private final SsoSessions federated;
  private final AuditTrail audit;

  @Inject
  Arrivals(
      SsoIdentities identities,
      Newcomers newcomers,
      GroupMemberships groups,
      Users users,
      Sessions sessions,
      SessionOpening login,
      SsoSessions federated,
      AuditTrail audit) {
    this.identities = identities;
    this.newcomers = newcomers;
    this.groups = groups;
    this.users = users;
    this.sessions = sessions;
    this.login = login;
    this.federated = federated;
    this.audit = audit;
  }

  @SuppressWarnings("NullAway") // for the container's client proxy, which uses no field
  protected Arrivals() {
    this(null, null, null, null, null, null, null, null);
  }

  /**
   * Lets somebody in.
   *
   * @param rules what their groups are worth
   * @param language of the mails to them, if they are new
   * @throws SsoRefusal if they may not
   */
  LoginResult.Success signIn(
      ProviderName provider,
      Vouched who,
      List<GroupRole> rules,
      Optional<Sensitive> invitation,
      Locale language,
      RequestContext origin) {
    Optional<SsoIdentityView> known = identities.find(who);
    UserId user =
        known.isPresent()
            ? welcomed(known.get().user(), invitation, origin)
            : arrived(provider, who, invitation, language, origin);
    groups.refresh(user, provider, who, rules, origin);
    SessionOpening.Opened opened =
        login
            .openFederated(user, provider.toString(), origin)
            .orElseThrow(() -> new SsoRefusal(SsoProblem.CLOSED, "account-not-active"));
    federated.opened(opened.session(), who);
    return opened.login();
  }

  private UserId welcomed(UserId id, Optional<Sensitive> invitation, RequestContext origin) {
    UserView user = active(users.find(id));
    invitation.ifPresent(token -> newcomers.join(user, token, origin));
    return id;
  }

  private UserId arrived(
      ProviderName provider,
      Vouched who,
      Optional<Sensitive> invitation,
      Locale language,
      RequestContext origin) {
    UserId user =
        invitation.isPresent()
            ? newcomers.invited(who, invitation.get(), language, origin)
            : newcomers.provisioned(who, provider.toString(), language, origin);
    link(user, provider, who, origin);
    return user;
  }

  /**
   * Links an identity to the account that somebody is signed in to.
   *
   * @throws SsoRefusal if it belongs to another, or the session has ended
   */
  void link(ProviderName provider, Vouched who, Aim.Link aim, RequestContext origin) {
    UserView user = active(users.findLocked(aim.user()));
    if (sessions.findOpen(aim.session()).isEmpty()) {
      throw new SsoRefusal(SsoProblem.SIGNED_OUT, "session-over");
    }
    Optional<SsoIdentityView> known = identities.find(who);
    if (known.isEmpty()) {
      link(user.id(), provider, who, origin);
    } else if (!known.get().user().equals(user.id())) {
      throw new SsoRefusal(SsoProblem.TAKEN, "identity-of-another");
    }
  }

  private void link(UserId user, ProviderName provider, Vouched who, RequestContext origin) {
    SsoIdentityView identity = identities.link(user, provider, who);
    audit.record(
        AuditEntry.success(AuditAction.IDENTITY_LINK, origin, user)
            .on(identity.id())
            .noting(provider.toString()));
  }

  private static UserView active(Optional<UserView> user) {
    return user.filter(UserView::isActive)
        .orElseThrow(() -> new SsoRefusal(SsoProblem.CLOSED, "account-not-active"));
  }

  /**
   * Records that somebody did not get in, or could not link.
   *
   * @param who if the provider has said it
   */
  void recordFailure(
      Aim aim, Optional<Vouched> who, ProviderName provider, String why, RequestContext origin) {
    boolean isLink = aim instanceof Aim.Link;
    @Nullable UserId user =
        aim instanceof Aim.Link link
            ? link.user()
            : who.flatMap(identities::find).map(SsoIdentityView::user).orElse(null);
    audit.record(
        AuditEntry.failure(
            isLink ? AuditAction.IDENTITY_LINK : AuditAction.SSO_SIGN_IN,
            origin,
            user,
            provider + ": " + why));
  }
}
