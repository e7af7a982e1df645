package org.gatehouse.people;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import org.gatehouse.invitation.Invitations;
import org.gatehouse.kernel.UserId;
import org.gatehouse.onetimetoken.OneTimeTokens;
import org.gatehouse.onetimetoken.Purpose;
import org.gatehouse.persistence.Transactional;
import org.gatehouse.session.EndReason;
import org.gatehouse.session.Sessions;
import org.gatehouse.sso.SsoIdentities;
import org.gatehouse.user.UserLifeCycle;
import org.gatehouse.workspace.Memberships;

/** What ends with an account, in the transaction of its end. */
@ApplicationScoped
@Transactional
class AccountEnd {
  private final Sessions sessions;
  private final Memberships memberships;
  private final OneTimeTokens tokens;
  private final Invitations invitations;
  private final SsoIdentities identities;
  private final UserLifeCycle lifeCycle;

  @Inject
  AccountEnd(
      Sessions sessions,
      Memberships memberships,
      OneTimeTokens tokens,
      Invitations invitations,
      SsoIdentities identities,
      UserLifeCycle lifeCycle) {
    this.sessions = sessions;
    this.memberships = memberships;
    this.tokens = tokens;
    this.invitations = invitations;
    this.identities = identities;
    this.lifeCycle = lifeCycle;
  }

  @SuppressWarnings("NullAway") // for the container's client proxy, which uses no field
  protected AccountEnd() {
    this(null, null, null, null, null, null);
  }

  /**
   * Ends what a shut account must not have: every login, and the links of mails, which would be
   * good again once it is opened.
   */
  void shut(UserId user) {
    sessions.endAllOf(user, EndReason.ACCOUNT_DISABLED);
    retireLinks(user);
  }

  /** Ends everything. */
  void end(UserId user) {
    // First, since it locks the account's row: see Users.lock.
    lifeCycle.anonymise(user);
    memberships.leaveAll(user);
    sessions.endAllOf(user, EndReason.ACCOUNT_DELETED);
    sessions.forgetOrigins(user);
    invitations.closeAllOf(user);
    identities.unlinkAll(user);
    retireLinks(user);
  }

  private void retireLinks(UserId user) {
    for (Purpose purpose : Purpose.values()) {
      tokens.retire(purpose, user.value());
    }
  }
}
