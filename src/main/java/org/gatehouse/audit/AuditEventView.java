package org.gatehouse.audit;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A recorded deed as handed out; the members have the meanings of {@link AuditEntry}. */
public record AuditEventView(
    UUID id,
    Instant occurredAt,
    AuditAction action,
    AuditOutcome outcome,
    @Nullable UUID userId,
    @Nullable UUID sessionId,
    @Nullable UUID actorId,
    @Nullable UUID workspaceId,
    @Nullable UUID subjectId,
    String address,
    String agent,
    String requestId,
    @Nullable String detail) {}
