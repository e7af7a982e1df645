package org.gatehouse.role;

import jakarta.persistence.Column;
import jakarta.persistence.Convert;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.util.UUID;
import org.gatehouse.authority.PermissionSet;
import org.gatehouse.persistence.UuidConverter;
import org.jspecify.annotations.Nullable;

/** A role. */
@Entity
@Table(name = "role")
class Role {
  @Id private UUID id;

  @Column(name = "organization_id")
  @Convert(converter = UuidConverter.class)
  private @Nullable UUID organizationId;

  private String name;
  private String description;
  private String permissions;

  @SuppressWarnings("NullAway") // JPA fills the fields
  protected Role() {}

  Role(UUID organizationId, String name, String description, PermissionSet permissions) {
    this.id = UUID.randomUUID();
    this.organizationId = organizationId;
    this.name = name;
    this.description = description;
    this.permissions = permissions.stored();
  }

  void change(RoleDraft draft) {
    draft.name().ifPresent(text -> this.name = text);
    draft.description().ifPresent(text -> this.description = text);
    draft.permissions().ifPresent(set -> this.permissions = set.stored());
  }

  boolean isGeneral() {
    return organizationId == null;
  }

  RoleView view() {
    return new RoleView(id, name, description, PermissionSet.parse(permissions), isGeneral());
  }
}
