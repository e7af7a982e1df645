package org.gatehouse.workspace;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;

/** A room for the work of some people: roles are held in one. */
@Entity
@Table(name = "workspace")
class Workspace {
  @Id private UUID id;

  @Column(name = "organization_id")
  private UUID organizationId;

  private String name;

  @Column(name = "created_at")
  private Instant createdAt;

  @SuppressWarnings("NullAway") // JPA fills the fields
  protected Workspace() {}

  Workspace(UUID organizationId, String name, Instant now) {
    this.id = UUID.randomUUID();
    this.organizationId = organizationId;
    this.name = name;
    this.createdAt = now;
  }

  void rename(String newName) {
    this.name = newName;
  }

  UUID id() {
    return id;
  }

  WorkspaceView view() {
    return new WorkspaceView(id, name, organizationId, createdAt);
  }
}
