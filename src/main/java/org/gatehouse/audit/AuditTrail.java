package org.gatehouse.audit;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.TypedQuery;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.gatehouse.persistence.Transactional;

/** Writes and reads the audit trail. */
@ApplicationScoped
public class AuditTrail {
  private final EntityManager entityManager;
  private final Clock clock;

  @Inject
  AuditTrail(EntityManager entityManager, Clock clock) {
    this.entityManager = entityManager;
    this.clock = clock;
  }

  @SuppressWarnings("NullAway") // for the container's client proxy, which uses no field
  protected AuditTrail() {
    this(null, null);
  }

  /**
   * Records a deed in the caller's transaction.
   *
   * @throws IllegalStateException without one: a record that outlives a rolled-back deed would lie
   */
  public void record(AuditEntry entry) {
    entityManager.persist(new AuditEvent(entry, clock.instant()));
  }

  /**
   * The newest events first.
   *
   * @param after the last event of the page before; an unknown one gives an empty page
   * @param limit how many at most
   */
  @Transactional
  public List<AuditEventView> newest(Optional<UUID> after, int limit) {
    TypedQuery<AuditEvent> query =
        entityManager.createQuery(
            after.isPresent()
                ? "select e from AuditEvent e, AuditEvent shown where shown.id = :after"
                    + " and (e.occurredAt < shown.occurredAt"
                    + " or (e.occurredAt = shown.occurredAt and e.id < shown.id))"
                    + " order by e.occurredAt desc, e.id desc"
                : "select e from AuditEvent e order by e.occurredAt desc, e.id desc",
            AuditEvent.class);
    after.ifPresent(id -> query.setParameter("after", id));
    return query.setMaxResults(limit).getResultList().stream().map(AuditEvent::view).toList();
  }
}
