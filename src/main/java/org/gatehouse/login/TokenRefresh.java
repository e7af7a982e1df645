package org.gatehouse.login;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Optional;
import java.util.concurrent.atomic.LongAdder;
import org.gatehouse.audit.AuditAction;
import org.gatehouse.audit.AuditEntry;
import org.gatehouse.audit.AuditTrail;
import org.gatehouse.kernel.ErrorCode;
import org.gatehouse.kernel.RequestContext;
import org.gatehouse.kernel.Sensitive;
import org.gatehouse.persistence.Transactional;
import org.gatehouse.persistence.Transactions;
import org.gatehouse.session.EndReason;
import org.gatehouse.session.RefreshResult;
import org.gatehouse.session.SessionView;
import org.gatehouse.session.Sessions;
import org.gatehouse.session.StartedSession;
import org.gatehouse.user.UserView;
import org.gatehouse.user.Users;

/** Staying signed in: one transaction a refresh, which reads user, status and roles anew. */
@ApplicationScoped
public class TokenRefresh {
  private final Sessions sessions;
  private final Users users;
  private final TokenDesk desk;
  private final AuditTrail audit;
  private final Transactions transactions;
  private final LongAdder refreshes = new LongAdder();

  @Inject
  TokenRefresh(
      Sessions sessions, Users users, TokenDesk desk, AuditTrail audit, Transactions transactions) {
    this.sessions = sessions;
    this.users = users;
    this.desk = desk;
    this.audit = audit;
    this.transactions = transactions;
  }

  @SuppressWarnings("NullAway") // for the container's client proxy, which uses no field
  protected TokenRefresh() {
    this(null, null, null, null, null);
  }

  /** Exchanges a refresh token for new tokens. */
  @Transactional
  public LoginResult refresh(Sensitive token, RequestContext origin) {
    RefreshResult result = sessions.refresh(token);
    if (result instanceof RefreshResult.Refreshed refreshed) {
      return proceed(refreshed.started(), origin);
    }
    if (result instanceof RefreshResult.Reused reused) {
      audit.record(
          AuditEntry.failure(AuditAction.REFRESH_REUSE, origin, reused.user(), "session-ended")
              .in(reused.session()));
    }
    return new LoginResult.Refused(ErrorCode.REFRESH_TOKEN_EXPIRED);
  }

  /** How many refreshes have succeeded since the start. */
  public long refreshes() {
    return refreshes.sum();
  }

  private LoginResult proceed(StartedSession started, RequestContext origin) {
    SessionView session = started.session();
    Optional<UserView> user = users.find(session.user()).filter(UserView::isActive);
    if (user.isPresent()) {
      // Nothing but a counter, and a token ahead of its row is as good as the row's: a refresh need
      // not wait for the disk.
      transactions.mayBeLost();
      transactions.afterCommit(refreshes::increment);
      return desk.handOut(user.get(), started);
    }
    sessions.end(session.id(), EndReason.ACCOUNT_INACTIVE);
    audit.record(
        AuditEntry.failure(AuditAction.REFRESH_REFUSED, origin, session.user(), "inactive")
            .in(session.id()));
    return new LoginResult.Refused(ErrorCode.REFRESH_TOKEN_EXPIRED);
  }
}
