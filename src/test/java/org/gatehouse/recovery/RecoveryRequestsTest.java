package org.gatehouse.recovery;

import static org.gatehouse.recovery.TestRecovery.JANE;
import static org.gatehouse.recovery.TestRecovery.ORIGIN;
import static org.gatehouse.recovery.TestRecovery.email;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.gatehouse.attempt.TestLimits;
import org.gatehouse.kernel.AuthException;
import org.gatehouse.kernel.ErrorCode;
import org.gatehouse.kernel.Sensitive;
import org.gatehouse.kernel.UserId;
import org.gatehouse.mail.MailKind;
import org.gatehouse.mail.MailMessage;
import org.gatehouse.mail.TestOutbox;
import org.gatehouse.persistence.TestDatabase;
import org.gatehouse.user.UserStatus;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@Timeout(60)
class RecoveryRequestsTest {
  @RegisterExtension static final TestDatabase DATABASE = new TestDatabase();

  @RegisterExtension final TestRecovery recovery = new TestRecovery(DATABASE);

  @Test
  void forgotWhenActiveThenALinkInAMailInTheLanguageOfThePersonAndNowhereElse() {
    UserId jane = recovery.user(JANE, UserStatus.ACTIVE);
    DATABASE.execute("update gatehouse_user set language = 'de' where id = ?", jane.value());
    recovery.forgot("JANE@Example.com");
    assertEquals(1, recovery.outbox.messages().size());
    MailMessage mail = recovery.newest(MailKind.PASSWORD_RESET);
    assertEquals(email(JANE), mail.to());
    assertEquals(Locale.GERMAN, mail.language());
    assertEquals(Set.of("name", "resetLink"), mail.values().keySet());
    assertEquals("Jane Doe", mail.values().get("name"));
    String link = TestRecovery.link(mail, "resetLink");
    assertTrue(link.startsWith("https://gate.example/gatehouse/reset-password?token="), link);
    assertEquals(List.of("PASSWORD_FORGOTTEN SUCCESS"), recovery.audited());
  }

  /** The rule behind equal time: the answer waits for nothing that depends on the account. */
  @Test
  void requestWhenAskedThenTheSameWorkBeforeTheAnswerWhateverTheAccount() {
    recovery.user(JANE, UserStatus.ACTIVE);
    recovery.user("shut@example.com", UserStatus.DISABLED);
    for (String address : List.of(JANE, "shut@example.com", "nobody@example.com")) {
      long transactions = DATABASE.transactions().begun();
      int errands = recovery.errands.waiting();
      recovery.requests.forgotPassword(email(address), ORIGIN);
      assertEquals(errands + 1, recovery.errands.waiting(), address);
      assertEquals(transactions, DATABASE.transactions().begun(), "no database: " + address);
      assertEquals(List.of(), recovery.outbox.messages(), address);
    }
    recovery.errands.finish();
    assertEquals(1, recovery.outbox.messages().size());
  }

  @ParameterizedTest
  @EnumSource(
      value = UserStatus.class,
      names = {"DISABLED", "INVITED", "DELETED"})
  void forgotWhenNobodyMaySignInThenNothingIsSentNorMade(UserStatus status) {
    recovery.user(JANE, status);
    recovery.forgot(JANE);
    recovery.forgot("nobody@example.com");
    assertNothing();
  }

  @ParameterizedTest
  @EnumSource(
      value = UserStatus.class,
      names = {"ACTIVE", "DISABLED", "INVITED", "DELETED"})
  void resendWhenNobodyWaitsThenNothingIsSentNorMade(UserStatus status) {
    recovery.user(JANE, status);
    recovery.resend(JANE);
    recovery.resend("nobody@example.com");
    assertNothing();
  }

  @Test
  void resendWhenUnverifiedThenALinkThatRetiresTheOlder() {
    recovery.user(JANE, UserStatus.UNVERIFIED);
    recovery.resend(JANE);
    Sensitive first = verificationToken();
    recovery.resend(JANE);
    Sensitive second = verificationToken();
    assertNotEquals(first, second);
    assertTrue(recovery.verification.look(first, ORIGIN).isEmpty());
    assertEquals(email(JANE), recovery.verification.look(second, ORIGIN).orElseThrow());
    assertEquals(
        List.of("VERIFICATION_SEND SUCCESS", "VERIFICATION_SEND SUCCESS"), recovery.audited());
  }

  @Test
  void forgotWhenThereIsNoMailServerThenNothingIsMadeAndAnAdministratorsLinkStaysGood() {
    UserId jane = recovery.user(JANE, UserStatus.ACTIVE);
    Sensitive handed =
        TestRecovery.token(
            DATABASE
                .call(() -> recovery.links.reset(recovery.users.find(jane).orElseThrow()))
                .link()
                .reveal());
    RecoveryRequests mute =
        new RecoveryRequests(
            TestLimits.registrations(5, recovery.clock),
            recovery.errands,
            recovery.letters(new TestOutbox()),
            new TestOutbox());
    assertFalse(mute.canSend());
    mute.forgotPassword(email(JANE), ORIGIN);
    recovery.errands.finish();
    assertEquals(email(JANE), recovery.reset.look(handed, ORIGIN).orElseThrow());
    assertEquals(List.of(), recovery.audited());
  }

  @Test
  void forgotWhenAskedOftenThenThreeMailsAQuarterOfAnHourAndTheLastLinkIsGood() {
    recovery.user(JANE, UserStatus.ACTIVE);
    recovery.user("john@example.com", UserStatus.ACTIVE);
    for (int i = 0; i < 5; i++) {
      recovery.clock.advance(Duration.ofMinutes(1));
      recovery.forgot(JANE);
    }
    assertEquals(3, recovery.mails(MailKind.PASSWORD_RESET).size());
    assertEquals(3, recovery.audited().size());
    Sensitive last = TestRecovery.token(TestRecovery.link(newest(), "resetLink"));
    assertTrue(recovery.reset.look(last, ORIGIN).isPresent(), "not retired by what was not sent");
    recovery.forgot("john@example.com");
    assertEquals(4, recovery.mails(MailKind.PASSWORD_RESET).size(), "of each account");

    recovery.clock.advance(Duration.ofMinutes(10));
    cleanUp();
    recovery.forgot(JANE);
    assertEquals(4, recovery.mails(MailKind.PASSWORD_RESET).size(), "the first was 14 minutes ago");
    recovery.clock.advance(Duration.ofMinutes(1));
    recovery.forgot(JANE);
    assertEquals(5, recovery.mails(MailKind.PASSWORD_RESET).size());
  }

  @Test
  void forgotWhenManyNodesAreAskedAtOnceThenThreeMails() throws Exception {
    recovery.user(JANE, UserStatus.ACTIVE);
    TestOutbox mails = new TestOutbox();
    mails.configure();
    RecoveryLetters letters = recovery.letters(mails);
    int nodes = 6;
    CountDownLatch start = new CountDownLatch(1);
    ExecutorService threads = Executors.newFixedThreadPool(nodes);
    try {
      List<Future<?>> all = new ArrayList<>();
      for (int i = 0; i < nodes; i++) {
        all.add(
            threads.submit(
                () -> {
                  start.await();
                  letters.sendReset(email(JANE), ORIGIN);
                  return 0;
                }));
      }
      start.countDown();
      for (Future<?> one : all) {
        one.get();
      }
    } finally {
      threads.shutdownNow();
    }
    assertEquals(3, mails.messages().size());
  }

  @Test
  void requestWhenTheNetworkIsExhaustedThenTheSameRefusalForEveryAddress() {
    recovery.user(JANE, UserStatus.ACTIVE);
    for (int i = 0; i < TestRecovery.REGISTRATIONS; i++) {
      recovery.requests.forgotPassword(email("nobody" + i + "@example.com"), ORIGIN);
    }
    for (String address : List.of(JANE, "nobody@example.com")) {
      AuthException refused =
          assertThrows(
              AuthException.class,
              () -> recovery.requests.resendVerification(email(address), ORIGIN));
      assertEquals(ErrorCode.TOO_MANY_REQUESTS, refused.code());
      assertEquals(Duration.ofSeconds(12), refused.retryAfter());
    }
    assertEquals(TestRecovery.REGISTRATIONS, recovery.errands.waiting());
  }

  @Test
  void errandsWhenTooManyWaitThenOverloadedAndWhenOneFailsThenTheNextIsDone() throws Exception {
    Errands errands = new Errands(2);
    CountDownLatch begun = new CountDownLatch(1);
    CountDownLatch hold = new CountDownLatch(1);
    AtomicInteger done = new AtomicInteger();
    errands.run(
        "r1",
        () -> {
          begun.countDown();
          await(hold);
          throw new IllegalStateException("the database is away");
        });
    begun.await();
    errands.run("r2", done::incrementAndGet);
    errands.run("r3", done::incrementAndGet);
    AuthException full =
        assertThrows(AuthException.class, () -> errands.run("r4", done::incrementAndGet));
    assertEquals(ErrorCode.OVERLOADED, full.code());
    assertNotNull(full.retryAfter());
    hold.countDown();
    errands.stop();
    assertEquals(2, done.get(), "a stop waits for what is there");
    assertThrows(AuthException.class, () -> errands.run("r5", done::incrementAndGet));
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private void cleanUp() {
    assertFalse(DATABASE.call(recovery.tokens::removeExpired));
  }

  private MailMessage newest() {
    return recovery.newest(MailKind.PASSWORD_RESET);
  }

  private Sensitive verificationToken() {
    MailMessage mail = recovery.newest(MailKind.VERIFICATION);
    assertEquals(Set.of("name", "verificationLink"), mail.values().keySet());
    String link = TestRecovery.link(mail, "verificationLink");
    assertTrue(link.startsWith("https://gate.example/gatehouse/verify?token="), link);
    return TestRecovery.token(link);
  }

  private void assertNothing() {
    assertEquals(List.of(), recovery.outbox.messages());
    assertEquals(0, DATABASE.count("one_time_token"));
    assertEquals(List.of(), recovery.audited());
  }
}
