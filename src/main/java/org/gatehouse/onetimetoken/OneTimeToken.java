package org.gatehouse.onetimetoken;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.gatehouse.kernel.EmailAddress;
import org.jspecify.annotations.Nullable;

/** One token: its digest and what it is bound to. */
@Entity
@Table(name = "one_time_token")
class OneTimeToken {
  @Id private UUID id;

  @Enumerated(EnumType.STRING)
  private Purpose purpose;

  @Column(name = "subject_id")
  private UUID subjectId;

  private String email;

  @SuppressWarnings("UnusedVariable") // queries read it
  private String digest;

  @Column(name = "created_at")
  private Instant createdAt;

  @Column(name = "expires_at")
  private Instant expiresAt;

  @Column(name = "used_at")
  private @Nullable Instant usedAt;

  @SuppressWarnings("NullAway") // JPA fills the fields
  protected OneTimeToken() {}

  OneTimeToken(
      Purpose purpose,
      UUID subject,
      EmailAddress email,
      String digest,
      Instant now,
      Duration lifetime) {
    this.id = UUID.randomUUID();
    this.purpose = purpose;
    this.subjectId = subject;
    this.email = email.value();
    this.digest = digest;
    this.createdAt = now;
    this.expiresAt = now.plus(lifetime);
  }

  boolean isAlive(Instant now) {
    return usedAt == null && now.isBefore(expiresAt);
  }

  OneTimeTokenView view() {
    return new OneTimeTokenView(purpose, subjectId, new EmailAddress(email), expiresAt);
  }
}
