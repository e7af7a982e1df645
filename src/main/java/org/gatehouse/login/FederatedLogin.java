package org.gatehouse.login;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Optional;
import org.gatehouse.audit.AuditAction;
import org.gatehouse.audit.AuditEntry;
import org.gatehouse.audit.AuditTrail;
import org.gatehouse.kernel.RequestContext;
import org.gatehouse.kernel.SessionId;
import org.gatehouse.kernel.UserId;
import org.gatehouse.persistence.Transactional;
import org.gatehouse.session.Sessions;
import org.gatehouse.session.StartedSession;
import org.gatehouse.user.UserView;
import org.gatehouse.user.Users;

/** Signing in somebody whom an identity provider has recognised; joins the caller's transaction. */
@ApplicationScoped
@Transactional
public class FederatedLogin {
  /**
   * What Microsoft calls it. The registry of RFC 8176 has no word for "another one has looked", and
   * what the other has looked at, they say in words of their own.
   */
  static final String FEDERATED = "fed";

  private final Users users;
  private final Sessions sessions;
  private final TokenDesk desk;
  private final AuditTrail audit;

  @Inject
  FederatedLogin(Users users, Sessions sessions, TokenDesk desk, AuditTrail audit) {
    this.users = users;
    this.sessions = sessions;
    this.desk = desk;
    this.audit = audit;
  }

  @SuppressWarnings("NullAway") // for the container's client proxy, which uses no field
  protected FederatedLogin() {
    this(null, null, null, null);
  }

  /** A login and its session. */
  public record Opened(SessionId session, LoginResult.Success login) {}

  /**
   * Opens a session.
   *
   * @param provider a fixed word for the audit trail
   * @return empty if the account is not active
   */
  public Optional<Opened> open(UserId id, String provider, RequestContext origin) {
    Optional<UserView> user = users.findLocked(id).filter(UserView::isActive);
    if (user.isEmpty()) {
      return Optional.empty();
    }
    StartedSession started = sessions.start(id, FEDERATED, user.get().defaultWorkspace(), origin);
    audit.record(
        AuditEntry.success(AuditAction.SSO_SIGN_IN, origin, id)
            .in(started.session().id())
            .noting(provider));
    return Optional.of(new Opened(started.session().id(), desk.handOut(user.get(), started)));
  }
}
