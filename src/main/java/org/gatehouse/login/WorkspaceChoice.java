package org.gatehouse.login;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Optional;
import java.util.UUID;
import org.gatehouse.accesstoken.AccessToken;
import org.gatehouse.audit.AuditAction;
import org.gatehouse.audit.AuditEntry;
import org.gatehouse.audit.AuditTrail;
import org.gatehouse.authority.Authorities;
import org.gatehouse.authority.Authority;
import org.gatehouse.kernel.Actor;
import org.gatehouse.kernel.AuthException;
import org.gatehouse.kernel.ErrorCode;
import org.gatehouse.kernel.Sensitive;
import org.gatehouse.kernel.SessionId;
import org.gatehouse.kernel.UserId;
import org.gatehouse.persistence.Transactional;
import org.gatehouse.session.SessionView;
import org.gatehouse.session.Sessions;
import org.gatehouse.user.UserLifeCycle;
import org.gatehouse.user.UserView;
import org.gatehouse.user.Users;
import org.gatehouse.workspace.Membership;
import org.gatehouse.workspace.Memberships;
import org.jspecify.annotations.Nullable;

/**
 * Choosing the workspace to work in: this session's from now on, and where the next sign-in begins.
 * The other sessions of the user go on where they are.
 */
@ApplicationScoped
@Transactional
public class WorkspaceChoice {
  private final Authorities authorities;
  private final Memberships memberships;
  private final Sessions sessions;
  private final Users users;
  private final UserLifeCycle lifeCycle;
  private final TokenRefresh tokenRefresh;
  private final TokenDesk desk;
  private final AuditTrail audit;

  @Inject
  WorkspaceChoice(
      Authorities authorities,
      Memberships memberships,
      Sessions sessions,
      Users users,
      UserLifeCycle lifeCycle,
      TokenRefresh tokenRefresh,
      TokenDesk desk,
      AuditTrail audit) {
    this.authorities = authorities;
    this.memberships = memberships;
    this.sessions = sessions;
    this.users = users;
    this.lifeCycle = lifeCycle;
    this.tokenRefresh = tokenRefresh;
    this.desk = desk;
    this.audit = audit;
  }

  @SuppressWarnings("NullAway") // for the container's client proxy, which uses no field
  protected WorkspaceChoice() {
    this(null, null, null, null, null, null, null, null);
  }

  /**
   * What has been chosen.
   *
   * @param access a new access token where no refresh token was brought; empty without a session
   * @param login the tokens of a refresh; empty where no refresh token was brought
   */
  public record Chosen(
      SignedInUser user, Optional<AccessToken> access, Optional<LoginTokens> login) {}

  /**
   * Chooses a workspace.
   *
   * @param session the caller's; null for HTTP Basic, which has none and only gets the default
   * @param refreshToken of that session, if the client brought it: then it is exchanged, as at any
   *     refresh. Without it the answer has no refresh token: an access token must not become one
   * @throws AuthException {@link ErrorCode#NOT_FOUND} for a workspace that the caller does not see;
   *     {@link ErrorCode#CONFLICT} for an owner who is no member of it; {@link
   *     ErrorCode#REFRESH_TOKEN_EXPIRED}
   */
  public Chosen activate(
      Actor actor, @Nullable SessionId session, Optional<Sensitive> refreshToken, UUID workspace) {
    UserId user = Optional.ofNullable(actor.user()).orElseThrow(Authority::notFound);
    UserView account = users.find(user).orElseThrow(Authority::notFound);
    requireMember(authorities.of(actor), user, workspace);
    lifeCycle.chooseWorkspace(user, workspace);
    AuditEntry entry =
        AuditEntry.success(AuditAction.WORKSPACE_ACTIVATE, actor.origin(), user).at(workspace);
    audit.record(session == null ? entry : entry.in(session));
    if (session != null) {
      sessions.chooseWorkspace(session, workspace);
      if (refreshToken.isPresent()) {
        return refreshed(session, refreshToken.get(), actor);
      }
    }
    Membership membership = desk.membership(account, Optional.of(workspace));
    Optional<SessionView> open = Optional.ofNullable(session).flatMap(sessions::findOpen);
    return new Chosen(
        desk.signedIn(account, membership, open),
        open.map(login -> desk.issue(account, membership, login)),
        Optional.empty());
  }

  private void requireMember(Authority authority, UserId user, UUID workspace) {
    if (!authority.sees(workspace) || memberships.findWorkspace(workspace).isEmpty()) {
      throw Authority.notFound();
    }
    if (memberships.find(workspace, user).isEmpty()) {
      throw new AuthException(ErrorCode.CONFLICT, "an owner who is no member");
    }
  }

  private Chosen refreshed(SessionId session, Sensitive token, Actor actor) {
    boolean isItsOwn = sessions.sessionOf(token).equals(Optional.of(session));
    if (isItsOwn
        && tokenRefresh.refresh(token, actor.origin()) instanceof LoginResult.Success success) {
      return new Chosen(success.user(), Optional.empty(), Optional.of(success.tokens()));
    }
    throw new AuthException(ErrorCode.REFRESH_TOKEN_EXPIRED, "not this session's present token");
  }
}
