package org.gatehouse.audit;

import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.gatehouse.persistence.TestDatabase;

/** The audit trail of a test database. */
public final class TestAudit {
  private TestAudit() {}

  /** What the container would inject; call it inside a transaction. */
  public static AuditTrail on(TestDatabase database, Clock clock) {
    return new AuditTrail(database.entityManager(), clock);
  }

  /** One that fails at each record, like a full disk. */
  public static AuditTrail broken(RuntimeException fault) {
    return new AuditTrail() {
      @Override
      public void record(AuditEntry entry) {
        throw fault;
      }
    };
  }

  /** Everything recorded, the newest first. */
  public static List<AuditEventView> all(TestDatabase database, Clock clock) {
    return database.call(() -> on(database, clock).newest(AuditQuery.all(Optional.empty(), 1000)));
  }
}
