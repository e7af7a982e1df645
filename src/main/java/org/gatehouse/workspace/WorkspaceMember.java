package org.gatehouse.workspace;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.io.Serializable;
import java.time.Instant;
import java.util.Objects;
import java.util.UUID;
import org.gatehouse.kernel.UserId;
import org.jspecify.annotations.Nullable;

/** Belonging to a workspace with a role. */
@Entity
@IdClass(WorkspaceMember.Key.class)
@Table(name = "workspace_member")
class WorkspaceMember {
  @Id
  @Column(name = "workspace_id")
  private UUID workspaceId;

  @Id
  @Column(name = "user_id")
  private UUID userId;

  @Column(name = "role_id")
  private UUID roleId;

  @Column(name = "created_at")
  private Instant createdAt;

  @SuppressWarnings("NullAway") // JPA fills the fields
  protected WorkspaceMember() {}

  WorkspaceMember(UUID workspaceId, UserId user, UUID roleId, Instant now) {
    this.workspaceId = workspaceId;
    this.userId = user.value();
    this.roleId = roleId;
    this.createdAt = now;
  }

  void changeRole(UUID role) {
    this.roleId = role;
  }

  MemberView view() {
    return new MemberView(workspaceId, new UserId(userId), roleId, createdAt);
  }

  /** The primary key, in the form that JPA wants. */
  static class Key implements Serializable {
    private static final long serialVersionUID = 1L;

    UUID workspaceId;
    UUID userId;

    @SuppressWarnings("NullAway") // JPA fills the fields
    public Key() {}

    @Override
    public boolean equals(@Nullable Object other) {
      return other instanceof Key that
          && workspaceId.equals(that.workspaceId)
          && userId.equals(that.userId);
    }

    @Override
    public int hashCode() {
      return Objects.hash(workspaceId, userId);
    }
  }
}
