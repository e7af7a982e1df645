package org.gatehouse.audit;

import jakarta.persistence.Column;
import jakarta.persistence.Convert;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.gatehouse.kernel.RequestContext;
import org.gatehouse.kernel.SessionId;
import org.gatehouse.kernel.TimeOrderedId;
import org.gatehouse.kernel.UserId;
import org.gatehouse.persistence.UuidConverter;
import org.jspecify.annotations.Nullable;

/** One recorded deed; never changed once written. */
@Entity
@Table(name = "audit_event")
class AuditEvent {
  @Id private UUID id;

  @Column(name = "occurred_at")
  private Instant occurredAt;

  @Enumerated(EnumType.STRING)
  private AuditAction action;

  @Enumerated(EnumType.STRING)
  private AuditOutcome outcome;

  @Column(name = "user_id")
  @Convert(converter = UuidConverter.class)
  private @Nullable UUID userId;

  @Column(name = "session_id")
  @Convert(converter = UuidConverter.class)
  private @Nullable UUID sessionId;

  @Column(name = "actor_id")
  @Convert(converter = UuidConverter.class)
  private @Nullable UUID actorId;

  @Column(name = "workspace_id")
  @Convert(converter = UuidConverter.class)
  private @Nullable UUID workspaceId;

  @Column(name = "subject_id")
  @Convert(converter = UuidConverter.class)
  private @Nullable UUID subjectId;

  private String address;
  private String agent;

  @Column(name = "request_id")
  private String requestId;

  private @Nullable String detail;

  @SuppressWarnings("NullAway") // JPA fills the fields
  protected AuditEvent() {}

  AuditEvent(AuditEntry entry, Instant now) {
    RequestContext origin = entry.origin();
    UserId user = entry.user();
    SessionId session = entry.session();
    UserId actor = entry.actor();
    this.id = TimeOrderedId.at(now);
    this.occurredAt = now;
    this.action = entry.action();
    this.outcome = entry.outcome();
    this.userId = user == null ? null : user.value();
    this.sessionId = session == null ? null : session.value();
    this.actorId = actor == null ? null : actor.value();
    this.workspaceId = entry.workspace();
    this.subjectId = entry.subject();
    this.address = origin.address();
    this.agent = origin.agent();
    this.requestId = origin.requestId();
    this.detail = entry.detail();
  }

  AuditEventView view() {
    return new AuditEventView(
        id,
        occurredAt,
        action,
        outcome,
        userId,
        sessionId,
        actorId,
        workspaceId,
        subjectId,
        address,
        agent,
        requestId,
        detail);
  }
}
