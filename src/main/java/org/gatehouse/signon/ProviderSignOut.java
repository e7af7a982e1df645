package org.gatehouse.signon;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Optional;
import org.gatehouse.audit.AuditAction;
import org.gatehouse.audit.AuditEntry;
import org.gatehouse.audit.AuditTrail;
import org.gatehouse.kernel.RequestContext;
import org.gatehouse.kernel.Sensitive;
import org.gatehouse.kernel.SessionId;
import org.gatehouse.login.SignOut;
import org.gatehouse.persistence.Transactional;
import org.gatehouse.session.EndReason;
import org.gatehouse.session.Sessions;
import org.gatehouse.sso.ProviderName;
import org.gatehouse.sso.SignedOut;
import org.gatehouse.sso.SsoSessions;

/** The transactions of a sign-out that a provider tells of, or is to be told of. */
@ApplicationScoped
@Transactional
class ProviderSignOut {
  private final SsoSessions federated;
  private final Sessions sessions;
  private final SignOut signOut;
  private final AuditTrail audit;

  @Inject
  ProviderSignOut(SsoSessions federated, Sessions sessions, SignOut signOut, AuditTrail audit) {
    this.federated = federated;
    this.sessions = sessions;
    this.signOut = signOut;
    this.audit = audit;
  }

  @SuppressWarnings("NullAway") // for the container's client proxy, which uses no field
  protected ProviderSignOut() {
    this(null, null, null, null);
  }

  /** Ends the logins that the provider has opened for them, and no other. */
  void end(ProviderName provider, SignedOut who, RequestContext origin) {
    for (SessionId session : federated.of(who)) {
      sessions
          .end(session, EndReason.PROVIDER_SIGN_OUT)
          .ifPresent(
              user ->
                  audit.record(
                      AuditEntry.success(AuditAction.SSO_SIGN_OUT, origin, user)
                          .in(session)
                          .noting(provider.toString())));
    }
  }

  /**
   * Ends the login of a browser.
   *
   * @return by which provider it was opened, if by any
   */
  Optional<SsoSessions.Opened> leave(
      Optional<SessionId> caller, Optional<Sensitive> refreshToken, RequestContext origin) {
    Optional<SessionId> session = caller.or(() -> refreshToken.flatMap(sessions::sessionOf));
    Optional<SsoSessions.Opened> opened = session.flatMap(federated::opener);
    signOut.signOut(caller, refreshToken, origin);
    session.ifPresent(federated::forget);
    return opened;
  }

  /** Records that somebody told what is not to be believed. */
  void recordFailure(ProviderName provider, String why, RequestContext origin) {
    audit.record(AuditEntry.failure(AuditAction.SSO_SIGN_OUT, origin, null, provider + ": " + why));
  }
}
