package org.gatehouse.mail;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** One mail in the outbox. */
@Entity
@Table(name = "mail_outbox")
@SuppressWarnings("UnusedVariable") // queries read the fields
class OutboxMail {
  @Id private UUID id;

  @Enumerated(EnumType.STRING)
  private MailKind kind;

  private String recipient;
  private String language;
  private @Nullable String sealed;

  @Enumerated(EnumType.STRING)
  private MailStatus status;

  private int attempts;

  @Column(name = "created_at")
  private Instant createdAt;

  @Column(name = "next_attempt_at")
  private Instant nextAttemptAt;

  @Column(name = "sent_at")
  private @Nullable Instant sentAt;

  private @Nullable String problem;

  @SuppressWarnings("NullAway") // JPA fills the fields
  protected OutboxMail() {}

  OutboxMail(UUID id, MailMessage message, String sealed, Instant now) {
    this.id = id;
    this.kind = message.kind();
    this.recipient = message.to().value();
    this.language = message.language().toLanguageTag();
    this.sealed = sealed;
    this.status = MailStatus.WAITING;
    this.createdAt = now;
    this.nextAttemptAt = now;
  }
}
