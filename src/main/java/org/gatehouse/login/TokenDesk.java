package org.gatehouse.login;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Optional;
import org.gatehouse.accesstoken.AccessTokenIssuer;
import org.gatehouse.accesstoken.TokenSubject;
import org.gatehouse.session.SessionView;
import org.gatehouse.session.StartedSession;
import org.gatehouse.user.UserView;
import org.gatehouse.workspace.Assignment;
import org.gatehouse.workspace.Membership;
import org.gatehouse.workspace.Workspaces;

/** Hands out the tokens of a session, with the roles that its user has at this moment. */
@ApplicationScoped
class TokenDesk {
  private final Workspaces workspaces;
  private final AccessTokenIssuer issuer;
  private final PrincipalNames names;

  @Inject
  TokenDesk(Workspaces workspaces, AccessTokenIssuer issuer, PrincipalNames names) {
    this.workspaces = workspaces;
    this.issuer = issuer;
    this.names = names;
  }

  @SuppressWarnings("NullAway") // for the container's client proxy, which uses no field
  protected TokenDesk() {
    this(null, null, null);
  }

  /**
   * The tokens of the session's current counter. Issued as of its rotation, so that a refresh that
   * is answered twice within the grace window gives the same tokens twice.
   */
  LoginResult.Success handOut(UserView user, StartedSession started) {
    SessionView session = started.session();
    Membership membership = workspaces.membershipOf(user.id());
    Optional<Assignment> active = membership.active();
    TokenSubject subject =
        new TokenSubject(
            user.id(),
            names.of(user),
            user.name(),
            membership.groups(),
            session.id(),
            active.map(Assignment::workspaceId),
            session.createdAt(),
            session.amr());
    return new LoginResult.Success(
        new SignedInUser(user, membership),
        new LoginTokens(
            issuer.issue(subject, session.refreshCounter(), session.rotatedAt()),
            started.refreshToken(),
            session.expiresAt()));
  }
}
