package org.gatehouse.mail;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CyclicBarrier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.gatehouse.kernel.TestClock;
import org.gatehouse.persistence.TestDatabase;
import org.gatehouse.smtp.ScriptedMailServer;
import org.gatehouse.smtp.SmtpConfig;
import org.gatehouse.smtp.TestSmtp;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class MailWorkerTest {
  @RegisterExtension static final TestDatabase DATABASE = new TestDatabase();

  private static final Pattern MESSAGE_ID = Pattern.compile("(?m)^Message-ID: (\\S+)");

  private final TestClock clock = new TestClock();
  private final TestPost post = new TestPost(DATABASE, clock);
  private final List<MailWorker> workers = new ArrayList<>();

  private ScriptedMailServer server;
  private SmtpConfig smtp;

  @BeforeEach
  void start() throws IOException {
    DATABASE.clear();
    server = new ScriptedMailServer();
    smtp = TestSmtp.plain(server.port());
  }

  @AfterEach
  void stop() throws IOException {
    workers.forEach(MailWorker::stop);
    server.close();
  }

  private void started(MailWorker worker) {
    workers.add(worker);
    worker.start();
  }

  @Test
  void enqueueWhenCommittedThenSentAtOnceAndWhatItSaidIsErased() throws Exception {
    started(post.listeningWorker(smtp));
    post.enqueue(smtp, "ada@example.com");
    TestPost.eventually(() -> post.count(MailStatus.SENT) == 1);
    String message = server.messages().get(0);
    assertTrue(message.contains("Subject: A new password\r\n"), message);
    assertTrue(message.replace("=\r\n", "").contains(TestPost.LINK.replace("=", "=3D")), message);
    Object[] row = row("select sealed, sent_at, attempts, problem from mail_outbox");
    assertNull(row[0]);
    assertEquals(clock.millis(), ((Number) row[1]).longValue());
    assertEquals(1, ((Number) row[2]).intValue());
    assertNull(row[3]);
  }

  @Test
  void enqueueWhenRolledBackThenNothingIsSent() throws Exception {
    started(post.listeningWorker(smtp));
    assertThrows(
        IllegalStateException.class,
        () ->
            DATABASE.run(
                () -> {
                  post.outbox(smtp).enqueue(TestPost.reset("ada@example.com"));
                  throw new IllegalStateException("the cause failed");
                }));
    post.enqueue(smtp, "bob@example.com");
    TestPost.eventually(() -> post.count(MailStatus.SENT) == 1);
    assertEquals(1, server.messages().size());
    assertEquals(1, DATABASE.count("mail_outbox"));
    assertFalse(server.commands().toString().contains("ada@"));
  }

  @Test
  void enqueueWhenNotCommittedYetThenTheWorkerDoesNotSeeIt() {
    DATABASE.run(
        () -> {
          post.outbox(smtp).enqueue(TestPost.reset("ada@example.com"));
          DATABASE.entityManager().flush();
          assertEquals(0, onAnotherThread(() -> post.queue().lease(10, MailWorker.LEASE).size()));
        });
    assertEquals(1, post.queue().lease(10, MailWorker.LEASE).size());
  }

  @Test
  void workersWhenTwoShareADatabaseThenEachMailIsSentOnce() throws Exception {
    for (int i = 0; i < 100; i++) {
      post.enqueue(smtp, "ada" + i + "@example.com");
    }
    // Both have a batch before either has sent one.
    server.gather(2);
    started(post.worker(smtp));
    started(post.worker(smtp));
    TestPost.eventually(() -> post.count(MailStatus.SENT) == 100);
    assertEquals(100, server.messages().size());
    assertEquals(100, messageIds().stream().distinct().count());
    assertEquals(2, server.connections());
  }

  @Test
  void leaseWhenTwoTakeAtTheSameMomentThenNoMailIsTakenTwice() {
    for (int i = 0; i < 60; i++) {
      post.enqueue(smtp, "ada" + i + "@example.com");
    }
    CyclicBarrier together = new CyclicBarrier(2);
    CompletableFuture<List<UUID>> one = CompletableFuture.supplyAsync(() -> takeAll(together));
    CompletableFuture<List<UUID>> other = CompletableFuture.supplyAsync(() -> takeAll(together));
    List<UUID> taken = new ArrayList<>(one.join());
    taken.addAll(other.join());
    assertEquals(60, taken.size());
    assertEquals(60, taken.stream().distinct().count());
  }

  private List<UUID> takeAll(CyclicBarrier together) {
    List<UUID> taken = new ArrayList<>();
    for (int i = 0; i < 30; i++) {
      try {
        int unused = together.await();
      } catch (InterruptedException | BrokenBarrierException e) {
        throw new IllegalStateException(e);
      }
      post.queue().lease(5, MailWorker.LEASE).forEach(mail -> taken.add(mail.id()));
    }
    return taken;
  }

  @Test
  void leaseWhenItsNodeDiesThenItRunsOutAndAnotherSends() throws Exception {
    post.enqueue(smtp, "ada@example.com");
    assertEquals(1, post.queue().lease(10, MailWorker.LEASE).size());
    assertEquals(0, post.queue().lease(10, MailWorker.LEASE).size());
    clock.advance(MailWorker.LEASE.minusMillis(1));
    assertEquals(0, post.queue().lease(10, MailWorker.LEASE).size());
    clock.advance(Duration.ofMillis(1));
    started(post.worker(smtp));
    TestPost.eventually(() -> post.count(MailStatus.SENT) == 1);
    assertEquals(1, server.messages().size());
  }

  @Test
  void serverWhenAwayForAMinuteThenNoneOf200IsLostOrSentTwice() throws Exception {
    int port = server.port();
    server.close();
    started(post.listeningWorker(smtp));
    for (int i = 0; i < 200; i++) {
      post.enqueue(smtp, "ada" + i + "@example.com");
    }
    TestPost.eventually(() -> DATABASE.count("mail_outbox where problem is not null") == 200);
    assertEquals(200, post.count(MailStatus.WAITING));
    assertTrue(
        String.valueOf(row("select problem, status from mail_outbox")[0])
            .contains("refused the connection"));

    server = new ScriptedMailServer(port, null);
    clock.advance(Duration.ofMinutes(1));
    TestPost.eventually(() -> post.count(MailStatus.SENT) == 200);
    assertEquals(200, server.messages().size());
    assertEquals(200, messageIds().stream().distinct().count());
    assertEquals(0, DATABASE.count("mail_outbox where problem is not null"));
  }

  @Test
  void serverWhenItDropsMidMessageThenTheMailIsSentAgainWithTheSameId() throws Exception {
    server.answer(".", ScriptedMailServer.DROP);
    started(post.listeningWorker(smtp));
    post.enqueue(smtp, "ada@example.com");
    TestPost.eventually(() -> DATABASE.count("mail_outbox where problem is not null") == 1);
    server.forget(".");
    clock.advance(Duration.ofSeconds(30));
    TestPost.eventually(() -> post.count(MailStatus.SENT) == 1);
    assertEquals(
        List.of("<" + row("select id, status from mail_outbox")[0] + "@example.org>"),
        messageIds());
  }

  @Test
  void recipientWhenOneOfTenIsRefusedForGoodThenParkedAtOnceAndNineAreSent() throws Exception {
    server.answer("RCPT TO:<ada7@", "550 5.1.1 No such user");
    for (int i = 0; i < 10; i++) {
      post.enqueue(smtp, "ada" + i + "@example.com");
    }
    started(post.worker(smtp));
    TestPost.eventually(() -> post.count(MailStatus.SENT) == 9);
    TestPost.eventually(() -> post.count(MailStatus.PARKED) == 1);
    Object[] parked =
        row("select recipient, problem, sealed from mail_outbox where status = 'PARKED'");
    assertEquals("ada7@example.com", parked[0]);
    assertTrue(String.valueOf(parked[1]).endsWith("550 5.1.1 No such user"));
    assertTrue(parked[2] != null, "somebody may want to try it again");
  }

  @Test
  void authWhenRefusedThenMailsWaitUntilItIsRepaired() throws Exception {
    server.offering("AUTH PLAIN").answer("AUTH", "535 5.7.8 no");
    started(post.listeningWorker(TestSmtp.with(smtp, "gate", "wrong")));
    for (int i = 0; i < 5; i++) {
      post.enqueue(smtp, "ada" + i + "@example.com");
    }
    TestPost.eventually(() -> DATABASE.count("mail_outbox where problem is not null") == 5);
    assertEquals(5, post.count(MailStatus.WAITING));
    server.forget("AUTH");
    clock.advance(Duration.ofSeconds(30));
    TestPost.eventually(() -> post.count(MailStatus.SENT) == 5);
  }

  @Test
  void failureWhenItLastsThenTheWaitDoublesAndAfterADayItIsParked() {
    post.enqueue(smtp, "ada@example.com");
    long begin = clock.millis();
    List<Long> waits = new ArrayList<>();
    MailStatus status = MailStatus.WAITING;
    while (status == MailStatus.WAITING) {
      LeasedMail mail = post.queue().lease(1, MailWorker.LEASE).get(0);
      status = post.queue().failed(mail, false, "451 later");
      long next = ((Number) row("select next_attempt_at, id from mail_outbox")[0]).longValue();
      waits.add((next - clock.millis()) / 1000);
      clock.set(Instant.ofEpochMilli(next));
    }
    assertEquals(List.of(30L, 60L, 120L, 240L, 480L, 960L, 1920L, 3600L), waits.subList(0, 8));
    assertEquals(24, Duration.ofMillis(clock.millis() - begin).toHours());
    assertEquals(1, post.count(MailStatus.PARKED));
    assertEquals(0, post.queue().lease(1, MailWorker.LEASE).size());
  }

  @Test
  void recipientWhenRefusedForNowThenItWaitsAndTheNextMailIsSent() throws Exception {
    server.answer("RCPT TO:<ada@", "451 4.3.0 later");
    started(post.listeningWorker(smtp));
    post.enqueue(smtp, "ada@example.com");
    post.enqueue(smtp, "bob@example.com");
    TestPost.eventually(() -> post.count(MailStatus.SENT) == 1);
    TestPost.eventually(() -> DATABASE.count("mail_outbox where problem is not null") == 1);
    assertEquals(1, post.count(MailStatus.WAITING));
  }

  @Test
  void mailWhenSealedUnderAnotherKeyThenParkedWithTheReason() throws Exception {
    post.enqueue(smtp, "ada@example.com");
    started(new TestPost(DATABASE, clock).worker(smtp));
    TestPost.eventually(() -> post.count(MailStatus.PARKED) == 1);
    assertTrue(
        String.valueOf(row("select problem, id from mail_outbox")[0]).contains("encryption key"));
    assertTrue(server.messages().isEmpty());
  }

  @Test
  void failedWhenTheLeaseIsSomebodyElsesThenItChangesNothing() {
    post.enqueue(smtp, "ada@example.com");
    LeasedMail slow = post.queue().lease(10, MailWorker.LEASE).get(0);
    clock.advance(MailWorker.LEASE);
    LeasedMail mine = post.queue().lease(10, MailWorker.LEASE).get(0);
    MailStatus unused = post.queue().failed(slow, true, "too late");
    assertEquals(1, post.count(MailStatus.WAITING));
    post.queue().giveBack(slow);
    assertEquals(0, post.queue().lease(10, MailWorker.LEASE).size());
    post.queue().giveBack(mine);
    assertEquals(1, post.queue().lease(10, MailWorker.LEASE).size());
  }

  @Test
  void removeOldWhenKeptLongEnoughThenGoneAndWhatWaitsStays() {
    post.enqueue(smtp, "sent@example.com");
    post.queue().sent(post.queue().lease(10, MailWorker.LEASE).get(0));
    post.enqueue(smtp, "parked@example.com");
    MailStatus unused =
        post.queue().failed(post.queue().lease(10, MailWorker.LEASE).get(0), true, "no");
    post.enqueue(smtp, "waits@example.com");
    clock.advance(Duration.ofDays(7));
    assertFalse(post.queue().removeOld());
    assertEquals(3, DATABASE.count("mail_outbox"));
    clock.advance(Duration.ofMillis(1));
    assertFalse(post.queue().removeOld());
    assertEquals(0, post.count(MailStatus.SENT));
    clock.advance(Duration.ofDays(23));
    assertFalse(post.queue().removeOld());
    assertEquals(0, post.count(MailStatus.PARKED));
    assertEquals(1, post.count(MailStatus.WAITING));
  }

  @Test
  void stopWhenTheServerHangsThenItDoesNotWaitForIt() throws Exception {
    server.answer("DATA", ScriptedMailServer.SILENCE);
    MailWorker worker =
        post.listeningWorker(TestSmtp.with(smtp, Duration.ofSeconds(60), Duration.ofSeconds(60)));
    worker.start();
    post.enqueue(smtp, "ada@example.com");
    TestPost.eventually(() -> server.commands().contains("DATA"));
    long before = System.nanoTime();
    worker.stop();
    assertTrue(Duration.ofNanos(System.nanoTime() - before).toSeconds() < 10);
    TestPost.eventually(() -> DATABASE.count("mail_outbox where attempts = 0") == 1);
  }

  @Test
  void burstWhenTheServerIsNearThenAHundredASecond() throws Exception {
    Clock real = Clock.systemUTC();
    TestPost busy = new TestPost(DATABASE, real);
    for (int i = 0; i < 300; i++) {
      busy.enqueue(smtp, "ada" + i + "@example.com");
    }
    long before = System.nanoTime();
    started(busy.worker(smtp));
    TestPost.eventually(() -> busy.count(MailStatus.SENT) == 300);
    long millis = Duration.ofNanos(System.nanoTime() - before).toMillis();
    System.getLogger("test").log(System.Logger.Level.INFO, "300 mails in " + millis + " ms");
    assertTrue(millis < 3000, () -> "300 mails took " + millis + " ms");
    assertEquals(1, server.connections());
  }

  private List<String> messageIds() {
    return server.messages().stream()
        .map(MESSAGE_ID::matcher)
        .filter(Matcher::find)
        .map(found -> found.group(1))
        .toList();
  }

  private static Object[] row(String sql) {
    return (Object[]) DATABASE.select(sql).get(0);
  }

  private interface Work<T> {
    T run();
  }

  private static <T> T onAnotherThread(Work<T> work) {
    return CompletableFuture.supplyAsync(work::run).join();
  }
}
