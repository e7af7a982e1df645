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
import org.gatehouse.kernel.UserId;
import org.gatehouse.persistence.Transactional;
import org.gatehouse.session.Sessions;
import org.gatehouse.session.StartedSession;
import org.gatehouse.user.Credential;
import org.gatehouse.user.UserView;
import org.gatehouse.user.Users;
import org.jspecify.annotations.Nullable;

/** The transactions of a sign-in: a session or a failure, each with its audit row. */
@ApplicationScoped
@Transactional
class SessionOpening {
  /** RFC 8176. */
  private static final String PASSWORD = "pwd";

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

  /** Lets a user in whose password was right a moment ago, if that still holds. */
  LoginResult open(Credential checked, RequestContext origin) {
    Optional<UserView> user = users.lockUnchanged(checked);
    if (user.isEmpty()) {
      audit.record(
          AuditEntry.failure(AuditAction.SIGN_IN, origin, checked.user(), "changed-meanwhile"));
      return new LoginResult.Refused(ErrorCode.INVALID_CREDENTIALS);
    }
    StartedSession started =
        sessions.start(checked.user(), PASSWORD, user.get().defaultWorkspace(), origin);
    audit.record(
        AuditEntry.success(AuditAction.SIGN_IN, origin, checked.user()).in(started.session().id()));
    return desk.handOut(user.get(), started);
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
