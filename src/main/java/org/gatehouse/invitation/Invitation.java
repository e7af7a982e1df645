package org.gatehouse.invitation;

import jakarta.persistence.Column;
import jakarta.persistence.Convert;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.gatehouse.kernel.UserId;
import org.gatehouse.persistence.UuidConverter;
import org.jspecify.annotations.Nullable;

/** One invitation. */
@Entity
@Table(name = "invitation")
class Invitation {
  @Id private UUID id;

  @Column(name = "workspace_id")
  private UUID workspaceId;

  @Column(name = "user_id")
  private UUID userId;

  @Column(name = "role_id")
  private UUID roleId;

  @SuppressWarnings("UnusedVariable") // for whoever asks later
  @Column(name = "invited_by")
  @Convert(converter = UuidConverter.class)
  private @Nullable UUID invitedBy;

  @Enumerated(EnumType.STRING)
  private InvitationStatus status;

  @Column(name = "created_at")
  private Instant createdAt;

  @Column(name = "expires_at")
  private Instant expiresAt;

  @SuppressWarnings("UnusedVariable") // for whoever asks later
  @Column(name = "closed_at")
  private @Nullable Instant closedAt;

  /** While it is open: the unique key over it keeps a second one out. */
  @SuppressWarnings("UnusedVariable") // the database compares it
  @Column(name = "open_key")
  private @Nullable String openKey;

  @SuppressWarnings("NullAway") // JPA fills the fields
  protected Invitation() {}

  Invitation(
      UUID workspaceId,
      UserId user,
      UUID roleId,
      @Nullable UserId invitedBy,
      Instant now,
      Instant expiresAt) {
    this.id = UUID.randomUUID();
    this.workspaceId = workspaceId;
    this.userId = user.value();
    this.createdAt = now;
    this.openKey = openKey(workspaceId, user);
    renew(roleId, invitedBy, expiresAt);
  }

  static String openKey(UUID workspace, UserId user) {
    return workspace + " " + user;
  }

  /** Sent once more, by whom and for which role does not matter: the last word counts. */
  final void renew(UUID newRole, @Nullable UserId by, Instant newExpiry) {
    this.roleId = newRole;
    this.invitedBy = by == null ? null : by.value();
    this.status = InvitationStatus.PENDING;
    this.expiresAt = newExpiry;
  }

  void close(InvitationStatus end, Instant now) {
    this.status = end;
    this.closedAt = now;
    this.openKey = null;
  }

  boolean isPending() {
    return status == InvitationStatus.PENDING;
  }

  boolean isAlive(Instant now) {
    return isPending() && now.isBefore(expiresAt);
  }

  UUID id() {
    return id;
  }

  UUID workspace() {
    return workspaceId;
  }

  UUID role() {
    return roleId;
  }

  UserId user() {
    return new UserId(userId);
  }
}
