package org.gatehouse.audit;

import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.gatehouse.persistence.TestDatabase;

/** The audit trail of a test database. */
public final class TestAudit {
  private TestAudit() {}

  /** What the container would inject; call it inside a transaction. */
  public static AuditTrail on(TestDatabase database, Clock clock) {
    return new AuditTrail(database.entityManager(), database.transactions(), clock);
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
    return database.call(() -> on(database, clock).newest(all(Optional.empty(), 1000)));
  }

  /** A query for all events, from one on. */
  static AuditQuery all(Optional<UUID> after, int limit) {
    return query(Optional.empty(), after, limit);
  }

  /** A query for what concerns one workspace. */
  public static AuditQuery of(UUID workspace) {
    return query(Optional.of(List.of(workspace)), Optional.empty(), 100);
  }

  private static AuditQuery query(
      Optional<List<UUID>> workspaces, Optional<UUID> after, int limit) {
    return new AuditQuery(
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        workspaces,
        after,
        limit);
  }
}
