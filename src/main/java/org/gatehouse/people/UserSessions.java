package org.gatehouse.people;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Optional;
import org.gatehouse.audit.AuditAction;
import org.gatehouse.audit.AuditEntry;
import org.gatehouse.audit.AuditTrail;
import org.gatehouse.authority.Authorities;
import org.gatehouse.authority.Authority;
import org.gatehouse.kernel.Actor;
import org.gatehouse.kernel.SessionId;
import org.gatehouse.kernel.UserId;
import org.gatehouse.persistence.Transactional;
import org.gatehouse.session.EndReason;
import org.gatehouse.session.SessionView;
import org.gatehouse.session.Sessions;

/**
 * The logins of somebody else. They are good for every workspace of that account, and say where its
 * person is: so {@code users:manage} is needed in all of them, and an owner's are for owners.
 */
@ApplicationScoped
@Transactional
public class UserSessions {
  private final Authorities authorities;
  private final ManagedAccounts managed;
  private final Sessions sessions;
  private final AuditTrail audit;

  @Inject
  UserSessions(
      Authorities authorities, ManagedAccounts managed, Sessions sessions, AuditTrail audit) {
    this.authorities = authorities;
    this.managed = managed;
    this.sessions = sessions;
    this.audit = audit;
  }

  @SuppressWarnings("NullAway") // for the container's client proxy, which uses no field
  protected UserSessions() {
    this(null, null, null, null);
  }

  /** One page of the open logins, newest first. */
  public List<SessionView> list(Actor actor, UserId user, Optional<SessionId> after, int limit) {
    require(authorities.of(actor), user);
    return sessions.openOf(user, after, limit);
  }

  /**
   * Ends one of them.
   *
   * @throws org.gatehouse.kernel.AuthException also {@link
   *     org.gatehouse.kernel.ErrorCode#NOT_FOUND} for a session that is not this account's
   */
  public void end(Actor actor, UserId user, SessionId session) {
    require(authorities.of(actor), user);
    if (!sessions.ownerOf(session).equals(Optional.of(user))) {
      throw Authority.notFound();
    }
    if (sessions.end(session, EndReason.ENDED_BY_ADMINISTRATOR).isPresent()) {
      audit.record(entry(actor, user).in(session));
    }
  }

  /** Ends all of them. */
  public void endAll(Actor actor, UserId user) {
    require(authorities.of(actor), user);
    sessions.endAllOf(user, EndReason.ENDED_BY_ADMINISTRATOR);
    audit.record(entry(actor, user));
  }

  private void require(Authority authority, UserId user) {
    ManagedAccount account = managed.get(authority, user);
    boolean unused = managed.isOwnerForOwner(authority, user);
    account.requireEverywhere(authority);
  }

  private static AuditEntry entry(Actor actor, UserId user) {
    return AuditEntry.deed(AuditAction.SESSION_END, actor).to(user);
  }
}
