package org.gatehouse.operator;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import org.gatehouse.audit.AuditAction;
import org.gatehouse.audit.AuditEntry;
import org.gatehouse.audit.AuditTrail;
import org.gatehouse.kernel.Actor;
import org.gatehouse.persistence.Transactional;
import org.gatehouse.session.EndReason;
import org.gatehouse.session.Sessions;

/** Ends every login of everybody, for when nobody knows which of them can be trusted. */
@ApplicationScoped
@Transactional
public class EveryLogin {
  private final Sessions sessions;
  private final AuditTrail audit;

  @Inject
  EveryLogin(Sessions sessions, AuditTrail audit) {
    this.sessions = sessions;
    this.audit = audit;
  }

  @SuppressWarnings("NullAway") // for the container's client proxy, which uses no field
  protected EveryLogin() {
    this(null, null);
  }

  /**
   * Ends them all; their tokens are refused within a second, here and on other nodes.
   *
   * @return how many
   */
  public int endAll(Actor operator) {
    audit.record(AuditEntry.deed(AuditAction.SESSIONS_END, operator));
    return sessions.endAll(EndReason.OPERATOR);
  }
}
