package org.gatehouse.session;

import jakarta.persistence.Column;
import jakarta.persistence.Convert;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.gatehouse.kernel.RequestContext;
import org.gatehouse.kernel.SessionId;
import org.gatehouse.kernel.TimeOrderedId;
import org.gatehouse.kernel.UserId;
import org.gatehouse.persistence.UuidConverter;
import org.jspecify.annotations.Nullable;

/** One login. */
@Entity
@Table(name = "user_session")
class Session {
  @Id private UUID id;

  @Column(name = "user_id")
  private UUID userId;

  @Column(name = "refresh_counter")
  private long refreshCounter;

  @Column(name = "rotated_at")
  private Instant rotatedAt;

  @Column(name = "created_at")
  private Instant createdAt;

  @Column(name = "expires_at")
  private Instant expiresAt;

  @Column(name = "last_seen_at")
  private Instant lastSeenAt;

  private String address;
  private String agent;
  private String amr;

  @Column(name = "revoked_at")
  private @Nullable Instant revokedAt;

  @Enumerated(EnumType.STRING)
  @Column(name = "revoked_reason")
  private @Nullable EndReason revokedReason;

  @Column(name = "active_workspace_id")
  @Convert(converter = UuidConverter.class)
  private @Nullable UUID activeWorkspaceId;

  @SuppressWarnings("NullAway") // JPA fills the fields
  protected Session() {}

  Session(
      UserId user,
      String amr,
      Optional<UUID> workspace,
      RequestContext origin,
      Instant now,
      Duration lifetime) {
    this.id = TimeOrderedId.at(now);
    this.userId = user.value();
    this.rotatedAt = now;
    this.createdAt = now;
    this.expiresAt = now.plus(lifetime);
    this.lastSeenAt = now;
    this.address = origin.address();
    this.agent = origin.agent();
    this.amr = amr;
    this.activeWorkspaceId = workspace.orElse(null);
  }

  boolean isOpen(Instant now) {
    return revokedAt == null && now.isBefore(expiresAt);
  }

  long refreshCounter() {
    return refreshCounter;
  }

  Instant createdAt() {
    return createdAt;
  }

  /** Whether the token before the current one may still be answered with the current one. */
  boolean isInGrace(Instant now, Duration grace) {
    return now.isBefore(rotatedAt.plus(grace));
  }

  SessionView view() {
    return new SessionView(
        new SessionId(id),
        new UserId(userId),
        refreshCounter,
        rotatedAt,
        createdAt,
        expiresAt,
        lastSeenAt,
        address,
        agent,
        List.of(amr.split(" ", -1)),
        Optional.ofNullable(activeWorkspaceId));
  }
}
