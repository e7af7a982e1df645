package org.gatehouse.workspace;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;

/** Who runs this installation. */
@Entity
@Table(name = "organization")
class Organization {
  @Id private UUID id;
  private String name;

  @Column(name = "created_at")
  private Instant createdAt;

  @SuppressWarnings("NullAway") // JPA fills the fields
  protected Organization() {}

  Organization(String name, Instant now) {
    this.id = UUID.randomUUID();
    this.name = name;
    this.createdAt = now;
  }

  UUID id() {
    return id;
  }

  OrganizationView view() {
    return new OrganizationView(id, name, createdAt);
  }
}
