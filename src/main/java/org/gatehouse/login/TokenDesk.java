package org.gatehouse.login;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Optional;
import java.util.UUID;
import org.gatehouse.accesstoken.AccessToken;
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
   *
   * @param user read before this: its access version must not be newer than the roles
   */
  LoginResult.Success handOut(UserView user, StartedSession started) {
    SessionView session = started.session();
    Membership membership = membership(user, session.activeWorkspace());
    return new LoginResult.Success(
        signedIn(user, membership, Optional.of(session)),
        new LoginTokens(
            issue(user, membership, session), started.refreshToken(), session.expiresAt()));
  }

  /** The account, where it belongs, and who has recognised it in this session. */
  SignedInUser signedIn(UserView user, Membership membership, Optional<SessionView> session) {
    boolean isFederated =
        session.filter(login -> login.amr().contains(SessionOpening.FEDERATED)).isPresent();
    return new SignedInUser(user, membership, isFederated);
  }

  /** An access token alone. It lives no longer than the one before it. */
  AccessToken issue(UserView user, Membership membership, SessionView session) {
    TokenSubject subject =
        new TokenSubject(
            user.id(),
            names.of(user),
            user.name(),
            membership.groups(),
            session.id(),
            user.accessVersion(),
            membership.active().map(Assignment::workspaceId),
            session.createdAt(),
            session.amr());
    return issuer.issue(subject, session.refreshCounter(), session.rotatedAt());
  }

  /** Where the user belongs at this moment. */
  Membership membership(UserView user, Optional<UUID> chosen) {
    return workspaces.membershipOf(user.id(), chosen);
  }
}
