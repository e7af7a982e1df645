package org.gatehouse.audit;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.TypedQuery;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import org.gatehouse.persistence.Transactional;
import org.gatehouse.persistence.Transactions;

/** Writes and reads the audit trail. */
@ApplicationScoped
public class AuditTrail {
  private static final String AFTER =
      "previous.id = :after and (e.occurredAt < previous.occurredAt"
          + " or (e.occurredAt = previous.occurredAt and e.id < previous.id))";

  /** What was done in a workspace is its own, and a member's sign-ins are of each of theirs. */
  private static final String IN_WORKSPACES =
      "(e.workspaceId in :workspaces or (e.workspaceId is null and e.userId in"
          + " (select m.userId from WorkspaceMember m where m.workspaceId in :workspaces)))";

  private final EntityManager entityManager;
  private final Transactions transactions;
  private final Clock clock;
  private final Map<Kind, LongAdder> recorded = new ConcurrentHashMap<>();

  /** What is counted together. */
  public record Kind(AuditAction action, AuditOutcome outcome) {}

  @Inject
  AuditTrail(EntityManager entityManager, Transactions transactions, Clock clock) {
    this.entityManager = entityManager;
    this.transactions = transactions;
    this.clock = clock;
  }

  @SuppressWarnings("NullAway") // for the container's client proxy, which uses no field
  protected AuditTrail() {
    this(null, null, null);
  }

  /**
   * Records a deed in the caller's transaction.
   *
   * @throws IllegalStateException without one: a record that outlives a rolled-back deed would lie
   */
  public void record(AuditEntry entry) {
    entityManager.persist(new AuditEvent(entry, clock.instant()));
    Kind kind = new Kind(entry.action(), entry.outcome());
    transactions.afterCommit(
        () -> recorded.computeIfAbsent(kind, unseen -> new LongAdder()).increment());
  }

  /** How many of each kind were recorded on this node since the start. */
  public Map<Kind, Long> recorded() {
    Map<Kind, Long> counts = new HashMap<>();
    recorded.forEach((kind, count) -> counts.put(kind, count.sum()));
    return counts;
  }

  /** The newest events first. */
  @Transactional
  public List<AuditEventView> newest(AuditQuery query) {
    Map<String, Object> parameters = new HashMap<>();
    StringBuilder where = new StringBuilder();
    add(where, parameters, "e.action = :action", "action", query.action());
    add(where, parameters, "e.outcome = :outcome", "outcome", query.outcome());
    add(where, parameters, "e.userId = :user", "user", query.user());
    add(where, parameters, "e.actorId = :actor", "actor", query.actor());
    add(where, parameters, "e.occurredAt >= :from", "from", query.from());
    add(where, parameters, "e.occurredAt < :to", "to", query.to());
    add(where, parameters, IN_WORKSPACES, "workspaces", query.workspaces());
    add(where, parameters, AFTER, "after", query.after());
    TypedQuery<AuditEvent> events =
        entityManager.createQuery(
            "select e from AuditEvent e"
                + (query.after().isPresent() ? ", AuditEvent previous" : "")
                + (where.isEmpty() ? "" : " where " + where)
                + " order by e.occurredAt desc, e.id desc",
            AuditEvent.class);
    parameters.forEach(events::setParameter);
    return events.setMaxResults(query.limit()).getResultList().stream()
        .map(AuditEvent::view)
        .toList();
  }

  private static void add(
      StringBuilder where,
      Map<String, Object> parameters,
      String condition,
      String name,
      Optional<?> value) {
    if (value.isPresent()) {
      where.append(where.isEmpty() ? "" : " and ").append(condition);
      parameters.put(name, value.get());
    }
  }
}
