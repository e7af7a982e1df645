package org.gatehouse.signon;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.gatehouse.audit.AuditAction;
import org.gatehouse.audit.AuditEntry;
import org.gatehouse.audit.AuditTrail;
import org.gatehouse.kernel.AuthException;
import org.gatehouse.kernel.ErrorCode;
import org.gatehouse.kernel.RequestContext;
import org.gatehouse.kernel.SessionId;
import org.gatehouse.kernel.UserId;
import org.gatehouse.persistence.Transactional;
import org.gatehouse.session.EndReason;
import org.gatehouse.session.Sessions;
import org.gatehouse.sso.SsoIdentities;
import org.gatehouse.sso.SsoIdentityView;
import org.gatehouse.sso.SsoSessions;
import org.gatehouse.user.Users;

/** The identities that people have linked to their accounts. */
@ApplicationScoped
@Transactional
public class OwnIdentities {
  private final SsoIdentities identities;
  private final SsoSessions federated;
  private final Sessions sessions;
  private final Users users;
  private final AuditTrail audit;

  @Inject
  OwnIdentities(
      SsoIdentities identities,
      SsoSessions federated,
      Sessions sessions,
      Users users,
      AuditTrail audit) {
    this.identities = identities;
    this.federated = federated;
    this.sessions = sessions;
    this.users = users;
    this.audit = audit;
  }

  @SuppressWarnings("NullAway") // for the container's client proxy, which uses no field
  protected OwnIdentities() {
    this(null, null, null, null, null);
  }

  /** All of an account, oldest first. */
  public List<SsoIdentityView> of(UserId user) {
    return identities.of(user);
  }

  /** Whether the account has a password, without which it cannot confirm anything. */
  public boolean hasPassword(UserId user) {
    return users.hasPassword(user);
  }

  /** Records that the password shown to link one was wrong. */
  void recordWrongPassword(UserId user, SessionId session, RequestContext origin) {
    audit.record(
        AuditEntry.failure(AuditAction.IDENTITY_LINK, origin, user, "wrong-password").in(session));
  }

  /**
   * Takes one away, and with it the logins that it has opened; one that is not there is passed
   * over.
   *
   * @param kept the login that goes on: the one in which this is done
   * @throws AuthException {@link ErrorCode#CONFLICT} if its person could not get in any more
   */
  public void unlink(UserId user, UUID identity, Optional<SessionId> kept, RequestContext origin) {
    users.lock(user);
    List<SsoIdentityView> linked = identities.of(user);
    if (linked.stream().noneMatch(one -> one.id().equals(identity))) {
      return;
    }
    if (!users.hasPassword(user) && linked.size() == 1) {
      throw new AuthException(ErrorCode.CONFLICT, "the last way in");
    }
    federated.of(identity).stream()
        .filter(session -> !kept.equals(Optional.of(session)))
        .forEach(
            session -> {
              Optional<UserId> unused = sessions.end(session, EndReason.IDENTITY_UNLINKED);
            });
    if (identities.unlink(user, identity)) {
      audit.record(AuditEntry.success(AuditAction.IDENTITY_UNLINK, origin, user).on(identity));
    }
  }
}
