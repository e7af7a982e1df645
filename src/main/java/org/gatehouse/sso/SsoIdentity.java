package org.gatehouse.sso;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.gatehouse.kernel.UserId;

/** An identity at a provider, and the account that it opens. */
@Entity
@Table(name = "sso_identity")
class SsoIdentity {
  @Id private UUID id;

  @Column(name = "user_id")
  private UUID userId;

  @Enumerated(EnumType.STRING)
  private ProviderName provider;

  @SuppressWarnings("UnusedVariable") // queries read it
  private String issuer;

  @SuppressWarnings("UnusedVariable") // queries read it
  private String subject;

  private String account;

  @Column(name = "created_at")
  private Instant createdAt;

  @SuppressWarnings("NullAway") // JPA fills the fields
  protected SsoIdentity() {}

  SsoIdentity(UserId user, ProviderName provider, Vouched who, Instant now) {
    this.id = UUID.randomUUID();
    this.userId = user.value();
    this.provider = provider;
    this.issuer = who.issuer();
    this.subject = who.subject();
    this.account = who.account().orElse("");
    this.createdAt = now;
  }

  UserId user() {
    return new UserId(userId);
  }

  SsoIdentityView view() {
    return new SsoIdentityView(id, user(), provider, account, createdAt);
  }
}
