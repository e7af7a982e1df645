package org.gatehouse.mail;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.gatehouse.audit.AuditAction;
import org.gatehouse.audit.AuditEventView;
import org.gatehouse.audit.AuditOutcome;
import org.gatehouse.audit.TestAudit;
import org.gatehouse.authority.TestAuthorities;
import org.gatehouse.kernel.Actor;
import org.gatehouse.kernel.AuthException;
import org.gatehouse.kernel.EmailAddress;
import org.gatehouse.kernel.ErrorCode;
import org.gatehouse.kernel.RequestContext;
import org.gatehouse.kernel.TestClock;
import org.gatehouse.kernel.UserId;
import org.gatehouse.persistence.TestDatabase;
import org.gatehouse.smtp.SmtpConfig;
import org.gatehouse.smtp.TestSmtp;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class MailAdministrationTest {
  @RegisterExtension static final TestDatabase DATABASE = new TestDatabase();

  private static final RequestContext ORIGIN = new RequestContext("192.0.2.7", "curl/8", "req-1");
  private static final Actor OPERATOR = new Actor(null, ORIGIN);
  private static final SmtpConfig SMTP = TestSmtp.plain(1);
  private static final EmailAddress ADA = EmailAddress.parse("ada@example.com").orElseThrow();

  private final TestClock clock = new TestClock();
  private final TestPost post = new TestPost(DATABASE, clock);

  @BeforeEach
  void clear() {
    DATABASE.clear();
  }

  private MailAdministration administration() {
    return new MailAdministration(
        DATABASE.sql(),
        DATABASE.transactions(),
        TestAuthorities.on(DATABASE),
        TestAudit.on(DATABASE, clock),
        post.bell,
        clock);
  }

  private List<OutboxEntry> list(Optional<MailStatus> status, Optional<UUID> after) {
    return DATABASE.call(() -> administration().list(OPERATOR, status, after, 10));
  }

  @Test
  void listWhenPagedThenNewestFirstAndEachOnce() {
    for (int i = 0; i < 3; i++) {
      post.enqueue(SMTP, "ada" + i + "@example.com");
    }
    clock.advance(Duration.ofSeconds(1));
    post.enqueue(SMTP, "newest@example.com");
    List<OutboxEntry> all = list(Optional.empty(), Optional.empty());
    assertEquals(4, all.size());
    assertEquals("newest@example.com", all.get(0).recipient());
    assertEquals(all.subList(1, 4), list(Optional.empty(), Optional.of(all.get(0).id())));
    assertEquals(all.subList(3, 4), list(Optional.empty(), Optional.of(all.get(2).id())));
    assertEquals(List.of(), list(Optional.empty(), Optional.of(UUID.randomUUID())));
  }

  @Test
  void listWhenFilteredThenThoseAloneWithTheReason() {
    post.enqueue(SMTP, "parked@example.com");
    MailStatus unused =
        post.queue().failed(post.queue().lease(1, MailWorker.LEASE).get(0), true, "550 no");
    post.enqueue(SMTP, "sent@example.com");
    post.queue().sent(post.queue().lease(1, MailWorker.LEASE).get(0));
    post.enqueue(SMTP, "waits@example.com");
    OutboxEntry parked = list(Optional.of(MailStatus.PARKED), Optional.empty()).get(0);
    assertEquals("parked@example.com", parked.recipient());
    assertEquals("550 no", parked.problem());
    assertEquals(1, parked.attempts());
    assertEquals(null, parked.nextAttemptAt());
    Instant now = Instant.ofEpochMilli(clock.millis());
    OutboxEntry sent = list(Optional.of(MailStatus.SENT), Optional.empty()).get(0);
    assertEquals(now, sent.sentAt());
    OutboxEntry waits = list(Optional.of(MailStatus.WAITING), Optional.empty()).get(0);
    assertEquals(now, waits.nextAttemptAt());
    assertEquals(null, waits.sentAt());
    assertFalse(waits.toString().contains("token"), waits::toString);
  }

  @Test
  void retryWhenParkedThenDueAtOnceAndRecorded() {
    post.enqueue(SMTP, "ada@example.com");
    MailStatus unused =
        post.queue().failed(post.queue().lease(1, MailWorker.LEASE).get(0), true, "550 no");
    assertEquals(0, post.queue().lease(1, MailWorker.LEASE).size());
    UUID id = list(Optional.empty(), Optional.empty()).get(0).id();
    DATABASE.run(() -> administration().retry(OPERATOR, id));
    assertEquals(1, post.queue().lease(1, MailWorker.LEASE).size());
    AuditEventView event = TestAudit.all(DATABASE, clock).get(0);
    assertEquals(AuditAction.MAIL_RETRY, event.action());
    assertEquals(id, event.subjectId());
  }

  @Test
  void retryWhenSentOrUnknownThenRefused() {
    post.enqueue(SMTP, "ada@example.com");
    LeasedMail mail = post.queue().lease(1, MailWorker.LEASE).get(0);
    post.queue().sent(mail);
    assertRefused(
        ErrorCode.CONFLICT, () -> DATABASE.run(() -> administration().retry(OPERATOR, mail.id())));
    assertRefused(
        ErrorCode.NOT_FOUND,
        () -> DATABASE.run(() -> administration().retry(OPERATOR, UUID.randomUUID())));
    assertEquals(0, TestAudit.all(DATABASE, clock).size());
  }

  @Test
  void anythingWhenTheCallerIsNobodyThenRefused() {
    Actor stranger = new Actor(new UserId(UUID.randomUUID()), ORIGIN);
    assertRefused(
        ErrorCode.UNAUTHENTICATED,
        () -> DATABASE.run(() -> administration().requireManager(stranger)));
    assertRefused(
        ErrorCode.UNAUTHENTICATED,
        () -> DATABASE.run(() -> administration().retry(stranger, UUID.randomUUID())));
  }

  @Test
  void trialWhenTheServerTakesItThenItIsThereAndRecorded() {
    GreenMail mail = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
    mail.start();
    try {
      trial(Optional.of(TestSmtp.plain(mail.getSmtp().getPort())))
          .send(OPERATOR, ADA, Locale.GERMAN);
      assertEquals(1, mail.getReceivedMessages().length);
      assertEquals(0, DATABASE.count("mail_outbox"));
      AuditEventView event = TestAudit.all(DATABASE, clock).get(0);
      assertEquals(AuditAction.MAIL_TEST, event.action());
      assertEquals(AuditOutcome.SUCCESS, event.outcome());
    } finally {
      mail.stop();
    }
  }

  @Test
  void trialWhenItFailsThenTheReasonIsToldAndRecordedAsAWord() {
    AuthException refused =
        assertRefused(
            ErrorCode.MAIL_NOT_SENT,
            () -> trial(Optional.of(SMTP)).send(OPERATOR, ADA, Locale.ENGLISH));
    assertTrue(
        refused.reasons().get(0).startsWith("localhost:1 refused the connection"),
        () -> refused.reasons().toString());
    AuditEventView event = TestAudit.all(DATABASE, clock).get(0);
    assertEquals(AuditOutcome.FAILURE, event.outcome());
    assertEquals("UNREACHABLE", event.detail());
  }

  @Test
  void trialWhenThereIsNoServerThenSaysSo() {
    assertRefused(
        ErrorCode.MAIL_NOT_CONFIGURED,
        () -> trial(Optional.empty()).send(OPERATOR, ADA, Locale.ENGLISH));
  }

  private MailTrial trial(Optional<SmtpConfig> smtp) {
    MailAdministration transactional =
        new MailAdministration() {
          @Override
          public void requireManager(Actor actor) {
            DATABASE.run(() -> administration().requireManager(actor));
          }

          @Override
          public void recordTest(Actor actor, Optional<String> fault) {
            DATABASE.run(() -> administration().recordTest(actor, fault));
          }
        };
    return new MailTrial(transactional, new MailConfig(smtp), post.writer(), clock);
  }

  private static AuthException assertRefused(ErrorCode code, Runnable deed) {
    AuthException refused = assertThrows(AuthException.class, deed::run);
    assertEquals(code, refused.code());
    return refused;
  }
}
