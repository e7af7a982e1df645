package org.gatehouse.user;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.gatehouse.kernel.EmailAddress;
import org.gatehouse.kernel.UserId;
import org.jspecify.annotations.Nullable;

/** One account. */
@Entity
@Table(name = "gatehouse_user")
class User {
  @Id private UUID id;
  private String email;
  private String name;
  private @Nullable String credential;

  @Enumerated(EnumType.STRING)
  private UserStatus status;

  @Column(name = "created_at")
  private Instant createdAt;

  @Column(name = "credential_changed_at")
  private @Nullable Instant credentialChangedAt;

  @SuppressWarnings("NullAway") // JPA fills the fields
  protected User() {}

  User(NewUser account, Instant now) {
    this.id = account.id().value();
    this.email = account.email().value();
    this.name = account.name();
    this.credential = account.passwordHash();
    this.status = UserStatus.ACTIVE;
    this.createdAt = now;
    this.credentialChangedAt = now;
  }

  UserView view() {
    return new UserView(new UserId(id), new EmailAddress(email), name, status, createdAt);
  }

  Credential credential() {
    return new Credential(new UserId(id), credential, status);
  }
}
