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

/** Belonging to the organization; the role there says whether one owns the installation. */
@Entity
@IdClass(OrganizationMember.Key.class)
@Table(name = "organization_member")
class OrganizationMember {
  @Id
  @Column(name = "organization_id")
  private UUID organizationId;

  @Id
  @Column(name = "user_id")
  private UUID userId;

  @Column(name = "role_id")
  private UUID roleId;

  @Column(name = "created_at")
  private Instant createdAt;

  @SuppressWarnings("NullAway") // JPA fills the fields
  protected OrganizationMember() {}

  OrganizationMember(UUID organizationId, UserId user, UUID roleId, Instant now) {
    this.organizationId = organizationId;
    this.userId = user.value();
    this.roleId = roleId;
    this.createdAt = now;
  }

  void changeRole(UUID role) {
    this.roleId = role;
  }

  MemberView view() {
    return new MemberView(organizationId, new UserId(userId), roleId, createdAt);
  }

  /** The primary key, in the form that JPA wants. */
  static class Key implements Serializable {
    private static final long serialVersionUID = 1L;

    UUID organizationId;
    UUID userId;

    @SuppressWarnings("NullAway") // JPA fills the fields
    public Key() {}

    @Override
    public boolean equals(@Nullable Object other) {
      return other instanceof Key that
          && organizationId.equals(that.organizationId)
          && userId.equals(that.userId);
    }

    @Override
    public int hashCode() {
      return Objects.hash(organizationId, userId);
    }
  }
}
