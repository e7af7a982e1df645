package org.gatehouse.mail;

import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.gatehouse.crypto.SecretBox;
import org.gatehouse.kernel.EmailAddress;
import org.gatehouse.persistence.TestDatabase;
import org.gatehouse.smtp.SmtpConfig;

/** A node that sends mail: outbox, queue and workers on a test database. */
final class TestPost {
  static final String LINK = "http://gate.example/reset?token=q3J9xkP2mVw8ZtY5nBc7LdF1sHgA4eRuT6iO";

  private static final Duration LONGEST = Duration.ofSeconds(30);

  final TestDatabase database;
  final Clock clock;
  final MailBell bell = new MailBell();
  final SecretBox box = SecretBox.under(SecretBox.newKey(new SecureRandom()));

  TestPost(TestDatabase database, Clock clock) {
    this.database = database;
    this.clock = clock;
  }

  /** The outbox, where there is a mail server; call it inside a transaction. */
  Outbox outbox(SmtpConfig smtp) {
    return new Outbox(
        database.entityManager(),
        box,
        new MailConfig(Optional.of(smtp)),
        database.transactions(),
        bell,
        clock);
  }

  OutboxQueue queue() {
    return new TransactionalQueue(database, clock);
  }

  MailWriter writer() {
    return new MailWriter(
        box, new MailTexts(CustomTemplates.none(), new PublicLinks("http://gate.example")));
  }

  MailWorker worker(SmtpConfig smtp) {
    return new MailWorker(
        queue(), writer(), new MailConfig(Optional.of(smtp)), new MailBell(), clock);
  }

  /** One that hears the bell of this node's outbox. */
  MailWorker listeningWorker(SmtpConfig smtp) {
    return new MailWorker(queue(), writer(), new MailConfig(Optional.of(smtp)), bell, clock);
  }

  void enqueue(SmtpConfig smtp, String to) {
    database.run(() -> outbox(smtp).enqueue(reset(to)));
  }

  static MailMessage reset(String to) {
    return new MailMessage(
        MailKind.PASSWORD_RESET,
        EmailAddress.parse(to).orElseThrow(),
        Locale.ENGLISH,
        Map.of("name", "Ada", "resetLink", LINK));
  }

  long count(MailStatus status) {
    return database.count("mail_outbox where status = '" + status + "'");
  }

  /** Returns as soon as it is so. */
  static void eventually(BooleanSupplier condition) throws InterruptedException {
    long end = System.nanoTime() + LONGEST.toNanos();
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() > end) {
        throw new AssertionError("that did not happen");
      }
      Thread.sleep(10);
    }
  }

  /** As the container's interceptor has it. */
  private static final class TransactionalQueue extends OutboxQueue {
    private final TestDatabase database;

    TransactionalQueue(TestDatabase database, Clock clock) {
      super(database.sql(), database.transactions(), clock);
      this.database = database;
    }

    @Override
    List<LeasedMail> lease(int most, Duration time) {
      return database.call(() -> super.lease(most, time));
    }

    @Override
    void sent(LeasedMail mail) {
      database.run(() -> super.sent(mail));
    }

    @Override
    MailStatus failed(LeasedMail mail, boolean forGood, String problem) {
      return database.call(() -> super.failed(mail, forGood, problem));
    }

    @Override
    void giveBack(LeasedMail mail) {
      database.run(() -> super.giveBack(mail));
    }

    @Override
    public boolean removeOld() {
      return database.call(super::removeOld);
    }
  }
}
