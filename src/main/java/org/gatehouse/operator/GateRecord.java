package org.gatehouse.operator;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import org.gatehouse.audit.AuditAction;
import org.gatehouse.audit.AuditEntry;
import org.gatehouse.audit.AuditTrail;
import org.gatehouse.kernel.RequestContext;
import org.gatehouse.persistence.Transactional;

/** Records refusals, in a transaction that the refusal does not roll back. */
@ApplicationScoped
@Transactional
class GateRecord {
  private final AuditTrail audit;

  @Inject
  GateRecord(AuditTrail audit) {
    this.audit = audit;
  }

  @SuppressWarnings("NullAway") // for the container's client proxy, which uses no field
  protected GateRecord() {
    this(null);
  }

  /** Somebody had not the token. */
  void refused(RequestContext origin) {
    audit.record(AuditEntry.failure(AuditAction.OPERATOR, origin, null, "wrong-token"));
  }
}
