package org.gatehouse.login;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Optional;
import org.gatehouse.audit.AuditAction;
import org.gatehouse.audit.AuditEntry;
import org.gatehouse.audit.AuditTrail;
import org.gatehouse.kernel.RequestContext;
import org.gatehouse.kernel.Sensitive;
import org.gatehouse.kernel.SessionId;
import org.gatehouse.kernel.UserId;
import org.gatehouse.persistence.Transactional;
import org.gatehouse.session.EndReason;
import org.gatehouse.session.SessionView;
import org.gatehouse.session.Sessions;

/** Signing out: the session ends, on this node before the answer leaves. */
@ApplicationScoped
public class SignOut {
  private static final int PAGE = 200;

  private final Sessions sessions;
  private final AuditTrail audit;

  @Inject
  SignOut(Sessions sessions, AuditTrail audit) {
    this.sessions = sessions;
    this.audit = audit;
  }

  @SuppressWarnings("NullAway") // for the container's client proxy, which uses no field
  protected SignOut() {
    this(null, null);
  }

  /**
   * Ends the session of the caller and the one of the refresh token, which are one and the same for
   * any honest client; neither need be there.
   */
  @Transactional
  public void signOut(
      Optional<SessionId> caller, Optional<Sensitive> refreshToken, RequestContext origin) {
    caller.ifPresent(session -> end(session, origin));
    refreshToken.flatMap(sessions::sessionOf).ifPresent(session -> end(session, origin));
  }

  /**
   * Ends one of the user's sessions.
   *
   * @return false if it is not one of theirs
   */
  @Transactional
  public boolean endOne(UserId user, SessionId session, RequestContext origin) {
    if (!sessions.ownerOf(session).equals(Optional.of(user))) {
      return false;
    }
    end(session, origin);
    return true;
  }

  /**
   * Ends the user's sessions, a page at a time in one transaction.
   *
   * @param kept one that goes on
   */
  @Transactional
  public void endAll(UserId user, Optional<SessionId> kept, RequestContext origin) {
    List<SessionView> open = sessions.openOf(user, Optional.empty(), PAGE);
    while (!open.isEmpty()) {
      open.stream()
          .map(SessionView::id)
          .filter(session -> !kept.equals(Optional.of(session)))
          .forEach(session -> end(session, origin));
      open = sessions.openOf(user, Optional.of(open.get(open.size() - 1).id()), PAGE);
    }
  }

  private void end(SessionId session, RequestContext origin) {
    sessions
        .end(session, EndReason.SIGN_OUT)
        .ifPresent(
            user ->
                audit.record(AuditEntry.success(AuditAction.SIGN_OUT, origin, user).in(session)));
  }
}
