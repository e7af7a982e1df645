package org.gatehouse.login;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Optional;
import org.gatehouse.audit.AuditAction;
import org.gatehouse.audit.AuditEntry;
import org.gatehouse.audit.AuditTrail;
import org.gatehouse.kernel.EmailAddress;
import org.gatehouse.kernel.ErrorCode;
import org.gatehouse.kernel.RequestContext;
import org.gatehouse.kernel.SessionId;
import org.gatehouse.kernel.UserId;
import org.gatehouse.persistence.Transactional;
import org.gatehouse.session.Sessions;
import org.gatehouse.session.StartedSession;
import org.gatehouse.user.Credential;
import org.gatehouse.user.UserView;
import org.gatehouse.user.Users;
import org.jspecify.annotations.Nullable;

/**
 * The transactions of a sign-in: a session or a failure, each with its audit row. Joins the
 * caller's transaction, where there is one.
 */
@ApplicationScoped
@Transactional
public class SessionOpening {
  /** RFC 8176. */
  private static final String PASSWORD = "pwd";

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
  SessionOpening(Users users, Sessions sessions, TokenDesk desk, AuditTrail audit) {
    this.users = users;
    this.sessions = sessions;
    this.desk = desk;
    this.audit = audit;
  }

  @SuppressWarnings("NullAway") // for the container's client proxy, which uses no field
  protected SessionOpening() {
    this(null, null, null, null);
  }

  /** A login and its session. */
  public record Opened(SessionId session, LoginResult.Success login) {}

  /** Lets a user in whose password was right a moment ago, if that still holds. */
  LoginResult open(Credential checked, RequestContext origin) {
    Optional<UserView> user = users.lockUnchanged(checked);
    if (user.isEmpty()) {
      audit.record(
          AuditEntry.failure(AuditAction.SIGN_IN, origin, checked.user(), "changed-meanwhile"));
      return new LoginResult.Refused(ErrorCode.INVALID_CREDENTIALS);
    }
    AuditEntry entry = AuditEntry.success(AuditAction.SIGN_IN, origin, checked.user());
    return start(user.get(), PASSWORD, entry).login();
  }

  /**
   * Lets a user in whom an identity provider has recognised.
   *
   * @param provider a fixed word for the audit trail
   * @return empty if the account is not active
   */
  public Optional<Opened> openFederated(UserId id, String provider, RequestContext origin) {
    AuditEntry entry = AuditEntry.success(AuditAction.SSO_SIGN_IN, origin, id).noting(provider);
    return users
        .findLocked(id)
        .filter(UserView::isActive)
        .map(user -> start(user, FEDERATED, entry));
  }

  private Opened start(UserView user, String amr, AuditEntry entry) {
    StartedSession started =
        sessions.start(user.id(), amr, user.defaultWorkspace(), entry.origin());
    SessionId session = started.session().id();
    audit.record(entry.in(session));
    return new Opened(session, desk.handOut(user, started));
  }

  /** Records a failure, with the account if the address has one. */
  void recordFailure(String email, RequestContext origin) {
    @Nullable UserId user =
        EmailAddress.parse(email).flatMap(users::findCredential).map(Credential::user).orElse(null);
    audit.record(
        AuditEntry.failure(
            AuditAction.SIGN_IN, origin, user, user == null ? "unknown-account" : "refused"));
  }
}
