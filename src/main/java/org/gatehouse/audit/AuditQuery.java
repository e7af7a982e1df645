package org.gatehouse.audit;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * Which events to list.
 *
 * @param user whose account they concern
 * @param actor who did it
 * @param from not before
 * @param to before
 * @param workspaces only those in one of these, or of a member's own doing; empty means all
 * @param after the last event of the page before; an unknown one gives an empty page
 * @param limit how many at most
 */
public record AuditQuery(
    Optional<AuditAction> action,
    Optional<AuditOutcome> outcome,
    Optional<UUID> user,
    Optional<UUID> actor,
    Optional<Instant> from,
    Optional<Instant> to,
    Optional<List<UUID>> workspaces,
    Optional<UUID> after,
    int limit) {}
