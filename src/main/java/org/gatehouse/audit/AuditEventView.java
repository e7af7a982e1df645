package org.gatehouse.audit;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A recorded deed as handed out; the user is null where nobody was recognised. */
public record AuditEventView(
    UUID id,
    Instant occurredAt,
    AuditAction action,
    AuditOutcome outcome,
    @Nullable UUID userId,
    @Nullable UUID sessionId,
    String address,
    String agent,
    String requestId,
    @Nullable String detail) {}
