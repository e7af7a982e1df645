package org.gatehouse.mail;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.UUID;
import org.gatehouse.crypto.SecretBox;
import org.gatehouse.json.Json;
import org.gatehouse.kernel.Sensitive;
import org.gatehouse.kernel.TimeOrderedId;
import org.gatehouse.persistence.Transactions;

/** Where features hand in their mails. */
@ApplicationScoped
public class Outbox {
  private final EntityManager entityManager;
  private final SecretBox box;
  private final MailConfig config;
  private final Transactions transactions;
  private final MailBell bell;
  private final Clock clock;

  @Inject
  Outbox(
      EntityManager entityManager,
      SecretBox box,
      MailConfig config,
      Transactions transactions,
      MailBell bell,
      Clock clock) {
    this.entityManager = entityManager;
    this.box = box;
    this.config = config;
    this.transactions = transactions;
    this.bell = bell;
    this.clock = clock;
  }

  @SuppressWarnings("NullAway") // for the container's client proxy, which uses no field
  protected Outbox() {
    this(null, null, null, null, null, null);
  }

  /** Whether mails are sent at all; without a mail server, whoever asked must be shown the link. */
  public boolean isConfigured() {
    return config.isConfigured();
  }

  /**
   * Puts a mail into the outbox, in the caller's transaction: it is sent if that commits, and only
   * then. Does nothing where no mail server is configured.
   *
   * @throws IllegalStateException without a transaction
   */
  public void enqueue(MailMessage message) {
    if (!config.isConfigured()) {
      return;
    }
    Instant now = Instant.ofEpochMilli(clock.millis());
    UUID id = TimeOrderedId.at(now);
    String said = new String(Json.write(message.values()), StandardCharsets.UTF_8);
    String sealed = box.seal(id.toString(), Sensitive.of(said));
    entityManager.persist(new OutboxMail(id, message, sealed, now));
    transactions.afterCommit(bell::ring);
  }
}
