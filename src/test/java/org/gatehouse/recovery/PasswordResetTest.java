package org.gatehouse.recovery;

import static org.gatehouse.recovery.TestRecovery.JANE;
import static org.gatehouse.recovery.TestRecovery.NEW;
import static org.gatehouse.recovery.TestRecovery.OLD_HASH;
import static org.gatehouse.recovery.TestRecovery.ORIGIN;
import static org.gatehouse.recovery.TestRecovery.email;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.gatehouse.kernel.AuthException;
import org.gatehouse.kernel.ErrorCode;
import org.gatehouse.kernel.Sensitive;
import org.gatehouse.kernel.SessionId;
import org.gatehouse.kernel.UserId;
import org.gatehouse.mail.MailKind;
import org.gatehouse.mail.MailMessage;
import org.gatehouse.mail.TestOutbox;
import org.gatehouse.onetimetoken.Purpose;
import org.gatehouse.password.Passwords;
import org.gatehouse.persistence.TestDatabase;
import org.gatehouse.user.TestUsers;
import org.gatehouse.user.UserStatus;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class PasswordResetTest {
  @RegisterExtension static final TestDatabase DATABASE = new TestDatabase();

  @RegisterExtension final TestRecovery recovery = new TestRecovery(DATABASE);

  @Test
  void resetThenNewPasswordNoSessionNoticeAndAuditRow() {
    UserId jane = recovery.user(JANE, UserStatus.ACTIVE);
    UserId john = recovery.user("john@example.com", UserStatus.ACTIVE);
    SessionId first = session(jane);
    SessionId second = session(jane);
    SessionId johns = session(john);
    Sensitive move = issue(Purpose.EMAIL_CHANGE, jane, "new@example.com");
    Sensitive token = recovery.sentReset(JANE);
    recovery.clock.advance(Duration.ofMinutes(1));
    reset(token);

    String hash = recovery.credential(JANE).passwordHash();
    assertNotNull(hash);
    assertEquals(Passwords.Verification.MATCH, recovery.passwords.verify(NEW, hash));
    assertEquals(
        List.of(recovery.clock.millis()),
        DATABASE.select(
            "select credential_changed_at from gatehouse_user where id = ?", jane.value()));
    assertTrue(recovery.ended.contains(first) && recovery.ended.contains(second));
    assertFalse(recovery.ended.contains(johns));
    assertEquals(
        List.of("PASSWORD_RESET", "PASSWORD_RESET"),
        DATABASE.select("select revoked_reason from user_session where revoked_at is not null"));
    assertTrue(DATABASE.call(() -> recovery.tokens.find(Purpose.EMAIL_CHANGE, move)).isEmpty());
    MailMessage notice = recovery.newest(MailKind.PASSWORD_CHANGED);
    assertEquals(email(JANE), notice.to());
    assertEquals(Set.of("name", "loginLink"), notice.values().keySet());
    assertEquals("https://gate.example/gatehouse/login", notice.values().get("loginLink"));
    assertEquals(
        List.of("PASSWORD_FORGOTTEN SUCCESS", "PASSWORD_RESET SUCCESS"), recovery.audited());
    assertEquals(OLD_HASH, recovery.credential("john@example.com").passwordHash());
    assertInvalid(token, JANE);
  }

  @Test
  void resetWhenTheAccountHasNoPasswordThenItsFirst() {
    UserId jane = recovery.user(JANE, UserStatus.ACTIVE);
    DATABASE.execute("update gatehouse_user set credential = null where id = ?", jane.value());
    reset(recovery.sentReset(JANE));
    assertNotNull(recovery.credential(JANE).passwordHash());
  }

  @Test
  void resetWhenUnverifiedThenTheAddressIsProvedToo() {
    UserId jane = recovery.user(JANE, UserStatus.UNVERIFIED);
    reset(recovery.sentReset(JANE));
    assertEquals(UserStatus.ACTIVE, recovery.status(jane));
  }

  @ParameterizedTest
  @EnumSource(
      value = UserStatus.class,
      names = {"DISABLED", "INVITED", "DELETED"})
  void resetWhenTheAccountIsShutMeanwhileThenRefusedAndItStaysAsItIs(UserStatus status) {
    UserId jane = recovery.user(JANE, UserStatus.ACTIVE);
    Sensitive token = recovery.sentReset(JANE);
    TestUsers.setStatus(DATABASE, jane, status);
    assertInvalid(token, JANE);
    assertInvalid(() -> use(token, JANE), "also past the first look");
    assertEquals(status, recovery.status(jane));
    assertEquals(OLD_HASH, recovery.credential(JANE).passwordHash());
    assertTrue(
        DATABASE.call(() -> recovery.tokens.find(Purpose.PASSWORD_RESET, token)).isPresent());
  }

  @Test
  void resetWhenTheAccountHasMovedMeanwhileThenTheOldLinkIsDead() {
    UserId jane = recovery.user(JANE, UserStatus.ACTIVE);
    Sensitive token = recovery.sentReset(JANE);
    DATABASE.execute(
        "update gatehouse_user set email = 'moved@example.com' where id = ?", jane.value());
    assertInvalid(token, JANE);
    assertInvalid(token, "moved@example.com");
    assertInvalid(() -> use(token, JANE), "also past the first look");
    assertTrue(recovery.reset.look(token, ORIGIN).isEmpty());
  }

  @Test
  void resetWhenTheAddressIsAnotherThenRefusedAndTheLinkStaysGood() {
    recovery.user(JANE, UserStatus.ACTIVE);
    recovery.user("eve@example.com", UserStatus.ACTIVE);
    Sensitive token = recovery.sentReset(JANE);
    assertInvalid(token, "eve@example.com");
    assertInvalid(() -> use(token, "eve@example.com"), "also past the first look");
    assertEquals(OLD_HASH, recovery.credential("eve@example.com").passwordHash());
    reset(token);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "null", "x", "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"})
  void resetWhenNoTokenOfOursThenRefused(String token) {
    recovery.user(JANE, UserStatus.ACTIVE);
    Sensitive sent = recovery.sentReset(JANE);
    assertInvalid(Sensitive.of(token), JANE);
    reset(sent);
  }

  @Test
  void resetWhenTheTokenIsSpelledOtherwiseExpiredOrForAnotherPurposeThenRefused() {
    UserId jane = recovery.user(JANE, UserStatus.UNVERIFIED);
    Sensitive token = recovery.sentReset(JANE);
    assertInvalid(Sensitive.of(token.reveal().toUpperCase(Locale.ROOT)), JANE);
    assertInvalid(Sensitive.of(" " + token.reveal()), JANE);
    assertInvalid(issue(Purpose.VERIFICATION, jane, JANE), JANE);
    recovery.clock.advance(TestRecovery.RESET);
    assertInvalid(token, JANE);
    assertEquals(OLD_HASH, recovery.credential(JANE).passwordHash());
  }

  @Test
  void resetWhenThePasswordIsRefusedThenTheReasonsAndTheLinkStaysGood() {
    recovery.user(JANE, UserStatus.ACTIVE);
    Sensitive token = recovery.sentReset(JANE);
    for (int i = 0; i < 10; i++) {
      for (String weak : List.of("short", "password", "jane@example.com", "")) {
        AuthException refused =
            assertThrows(
                AuthException.class,
                () -> recovery.reset.reset(email(JANE), token, Sensitive.of(weak), ORIGIN));
        assertEquals(ErrorCode.PASSWORD_REFUSED, refused.code());
        assertFalse(refused.reasons().isEmpty());
      }
    }
    reset(token);
  }

  @Test
  void resetWhenTheNoticeCannotBeWrittenThenNothingHasHappened() {
    UserId jane = recovery.user(JANE, UserStatus.ACTIVE);
    SessionId session = session(jane);
    Sensitive move = issue(Purpose.EMAIL_CHANGE, jane, "new@example.com");
    Sensitive token = recovery.sentReset(JANE);
    IllegalStateException fault = new IllegalStateException("the disk is full");
    PasswordReset broken = recovery.reset(recovery.use(TestOutbox.broken(fault)));
    assertSame(
        fault,
        assertThrows(
            IllegalStateException.class, () -> broken.reset(email(JANE), token, NEW, ORIGIN)));
    assertEquals(OLD_HASH, recovery.credential(JANE).passwordHash());
    assertFalse(recovery.ended.contains(session));
    assertTrue(DATABASE.call(() -> recovery.sessions.findOpen(session)).isPresent());
    assertTrue(DATABASE.call(() -> recovery.tokens.find(Purpose.EMAIL_CHANGE, move)).isPresent());
    assertEquals(List.of("PASSWORD_FORGOTTEN SUCCESS"), recovery.audited());
    reset(token);
  }

  @Test
  void resetWhenManyUseOneLinkAtOnceThenOneWins() throws Exception {
    UserId jane = recovery.user(JANE, UserStatus.ACTIVE);
    Sensitive token = recovery.sentReset(JANE);
    LinkUse use = recovery.use(recovery.outbox);
    int many = 8;
    CountDownLatch start = new CountDownLatch(1);
    ExecutorService threads = Executors.newFixedThreadPool(many);
    int won = 0;
    try {
      List<Future<String>> all = new ArrayList<>();
      for (int i = 0; i < many; i++) {
        String hash = "hash " + i;
        all.add(
            threads.submit(
                () -> {
                  start.await();
                  use.reset(token, email(JANE), hash, ORIGIN);
                  return hash;
                }));
      }
      start.countDown();
      for (Future<String> one : all) {
        won += winner(one).filter(hash -> hash.equals(passwordHash())).isPresent() ? 1 : 0;
      }
    } finally {
      threads.shutdownNow();
    }
    assertEquals(1, won);
    assertEquals(1, recovery.mails(MailKind.PASSWORD_CHANGED).size());
    assertEquals(UserStatus.ACTIVE, recovery.status(jane));
  }

  @Test
  void resetWhenAnotherLinkIsAskedForAtTheSameMomentThenNeitherWaitsForTheOther() throws Exception {
    recovery.user(JANE, UserStatus.ACTIVE);
    LinkUse use = recovery.use(recovery.outbox);
    RecoveryLetters letters = recovery.letters(recovery.outbox);
    ExecutorService threads = Executors.newFixedThreadPool(2);
    try {
      for (int i = 0; i < 20; i++) {
        // So that none is passed over as too many.
        recovery.clock.advance(Duration.ofMinutes(16));
        Sensitive token = recovery.sentReset(JANE);
        CyclicBarrier start = new CyclicBarrier(2);
        Future<String> reset =
            threads.submit(
                () -> {
                  start.await();
                  use.reset(token, email(JANE), "hash", ORIGIN);
                  return "hash";
                });
        Future<?> asked =
            threads.submit(
                () -> {
                  start.await();
                  letters.sendReset(email(JANE), ORIGIN);
                  return 0;
                });
        asked.get();
        Optional<String> unused = winner(reset);
      }
    } finally {
      threads.shutdownNow();
    }
    assertEquals(40, recovery.mails(MailKind.PASSWORD_RESET).size());
  }

  @Test
  void lookWhenTheLinkIsGoodThenItsAddressAsOftenAsAskedAndElseLimited() {
    recovery.user(JANE, UserStatus.ACTIVE);
    Sensitive token = recovery.sentReset(JANE);
    for (int i = 0; i < 20; i++) {
      assertEquals(Optional.of(email(JANE)), recovery.reset.look(token, ORIGIN));
    }
    Sensitive wrong = Sensitive.of("wrong");
    for (int i = 0; i < TestRecovery.REGISTRATIONS; i++) {
      assertTrue(recovery.reset.look(wrong, ORIGIN).isEmpty());
    }
    AuthException refused =
        assertThrows(AuthException.class, () -> recovery.reset.look(wrong, ORIGIN));
    assertEquals(ErrorCode.TOO_MANY_REQUESTS, refused.code());
  }

  @Test
  void verifyWhenUnverifiedThenActiveOnceAndWithoutAPasswordOfTheLink() {
    UserId jane = recovery.user(JANE, UserStatus.UNVERIFIED);
    recovery.resend(JANE);
    Sensitive token =
        TestRecovery.token(
            TestRecovery.link(recovery.newest(MailKind.VERIFICATION), "verificationLink"));
    assertInvalid(token, JANE);
    recovery.verification.verify(token, ORIGIN);
    assertEquals(UserStatus.ACTIVE, recovery.status(jane));
    assertInvalid(() -> recovery.verification.verify(token, ORIGIN), "used");
    assertEquals(List.of("VERIFICATION_SEND SUCCESS", "VERIFY SUCCESS"), recovery.audited());
  }

  @ParameterizedTest
  @EnumSource(
      value = UserStatus.class,
      names = {"ACTIVE", "DISABLED", "INVITED", "DELETED"})
  void verifyWhenTheAccountDoesNotWaitThenRefusedAndItStaysAsItIs(UserStatus status) {
    UserId jane = recovery.user(JANE, status);
    Sensitive token = issue(Purpose.VERIFICATION, jane, JANE);
    assertTrue(recovery.verification.look(token, ORIGIN).isEmpty());
    assertInvalid(() -> recovery.verification.verify(token, ORIGIN), status.name());
    assertEquals(status, recovery.status(jane));
  }

  @Test
  void verifyWhenExpiredMovedOrForAnotherPurposeThenRefused() {
    UserId jane = recovery.user(JANE, UserStatus.UNVERIFIED);
    Sensitive reset = recovery.sentReset(JANE);
    assertInvalid(() -> recovery.verification.verify(reset, ORIGIN), "another purpose");
    Sensitive old = issue(Purpose.VERIFICATION, jane, JANE);
    recovery.clock.advance(TestRecovery.RESET);
    assertInvalid(() -> recovery.verification.verify(old, ORIGIN), "expired");
    Sensitive elsewhere = issue(Purpose.VERIFICATION, jane, "old@example.com");
    assertInvalid(() -> recovery.verification.verify(elsewhere, ORIGIN), "moved");
    assertEquals(UserStatus.UNVERIFIED, recovery.status(jane));
    assertNull(DATABASE.select("select max(revoked_at) from user_session").get(0));
  }

  private String passwordHash() {
    return String.valueOf(recovery.credential(JANE).passwordHash());
  }

  private static Optional<String> winner(Future<String> one) throws InterruptedException {
    try {
      return Optional.of(one.get());
    } catch (ExecutionException lost) {
      AuthException refused = assertInstanceOf(AuthException.class, lost.getCause());
      assertEquals(ErrorCode.INVALID_TEMPORARY_TOKEN, refused.code());
      return Optional.empty();
    }
  }

  private void reset(Sensitive token) {
    recovery.reset.reset(email(JANE), token, NEW, ORIGIN);
  }

  /** Without the look before it, as if something had changed while the password was hashed. */
  private void use(Sensitive token, String address) {
    recovery.use(recovery.outbox).reset(token, email(address), "another", ORIGIN);
  }

  private void assertInvalid(Sensitive token, String address) {
    assertInvalid(
        // With limits of its own, so that none is reached.
        () ->
            recovery.reset(recovery.use(recovery.outbox)).reset(email(address), token, NEW, ORIGIN),
        address);
  }

  private static void assertInvalid(Runnable attempt, String why) {
    AuthException refused = assertThrows(AuthException.class, attempt::run, why);
    assertEquals(ErrorCode.INVALID_TEMPORARY_TOKEN, refused.code(), why);
  }

  private SessionId session(UserId user) {
    return DATABASE
        .call(() -> recovery.sessions.start(user, "pwd", Optional.empty(), ORIGIN))
        .session()
        .id();
  }

  private Sensitive issue(Purpose purpose, UserId subject, String address) {
    return DATABASE
        .call(
            () ->
                recovery.tokens.issue(purpose, subject.value(), email(address), TestRecovery.RESET))
        .value();
  }
}
