package org.gatehouse.registration;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.gatehouse.attempt.TestLimits;
import org.gatehouse.audit.AuditAction;
import org.gatehouse.audit.AuditTrail;
import org.gatehouse.audit.TestAudit;
import org.gatehouse.kernel.AuthException;
import org.gatehouse.kernel.EmailAddress;
import org.gatehouse.kernel.ErrorCode;
import org.gatehouse.kernel.RequestContext;
import org.gatehouse.kernel.Sensitive;
import org.gatehouse.kernel.TestClock;
import org.gatehouse.password.HashingPool;
import org.gatehouse.password.PasswordConfig;
import org.gatehouse.password.PasswordPolicy;
import org.gatehouse.password.Passwords;
import org.gatehouse.persistence.TestDatabase;
import org.gatehouse.user.TestUsers;
import org.gatehouse.user.Users;
import org.gatehouse.workspace.TestWorkspaces;
import org.gatehouse.workspace.Workspaces;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class OwnerRegistrationTest {
  @RegisterExtension static final TestDatabase DATABASE = new TestDatabase();

  private static final RequestContext ORIGIN = new RequestContext("192.0.2.7", "curl/8", "req-1");
  private static final List<String> TABLES =
      List.of(
          "gatehouse_user",
          "organization",
          "installation",
          "organization_member",
          "workspace",
          "workspace_member",
          "audit_event");

  private final TestClock clock = new TestClock();
  private final HashingPool pool = new HashingPool(2, 20);
  private final AuditTrail audit = TestAudit.on(DATABASE, clock);
  private final SetupToken token;

  OwnerRegistrationTest(@TempDir Path directory) {
    this.token = new SetupToken(directory);
  }

  @BeforeEach
  void clear() {
    DATABASE.clear();
  }

  @AfterEach
  void close() {
    pool.close();
  }

  @Test
  void registerWhenTheTokenIsRightThenAnOwnerWithAnAuditRowAndTheTokenIsGone() {
    OwnerRegistration registration = registration(audit);
    assertFalse(registration.isDone());
    Sensitive shown = token.open();
    Registered registered =
        registration.register(application("jane@example.com"), Optional.of(shown), false, ORIGIN);
    assertEquals("jane@example.com", registered.user().email().value());
    assertEquals(Locale.GERMAN, registered.user().language());
    assertEquals("Acme", registered.founded().organization().name());
    assertTrue(registration.isDone());
    assertFalse(token.isPresent());
    for (String table : TABLES) {
      assertEquals(1, DATABASE.count(table), table);
    }
    assertEquals(AuditAction.REGISTER, TestAudit.all(DATABASE, clock).get(0).action());
  }

  @Test
  void registerWhenOperatorThenNoTokenIsNeeded() {
    registration(audit).register(application("jane@example.com"), Optional.empty(), true, ORIGIN);
    assertEquals(1, DATABASE.count("installation"));
  }

  @Test
  void registerWhenNoProofThenRefusedAndLimited() {
    token.open();
    OwnerRegistration registration = registration(audit);
    assertInvalidToken(registration, Optional.empty());
    assertInvalidToken(registration, Optional.of(Sensitive.of("wrong")));
    assertInvalidToken(registration, Optional.of(Sensitive.of("")));
    assertEquals(
        ErrorCode.TOO_MANY_REQUESTS, refusal(registration, Optional.of(token.open())).code());
    assertNothingStays();
  }

  @Test
  void registerWhenSomebodyWasFirstThenRefusedAlsoForTheOperator() {
    OwnerRegistration registration = registration(audit);
    registration.register(application("jane@example.com"), Optional.empty(), true, ORIGIN);
    AuthException refused =
        assertThrows(
            AuthException.class,
            () ->
                registration.register(
                    application("john@example.com"), Optional.empty(), true, ORIGIN));
    assertEquals(ErrorCode.INVALID_TEMPORARY_TOKEN, refused.code());
    assertEquals(1, DATABASE.count("gatehouse_user"));
  }

  @Test
  void registerWhenThePasswordIsBadThenTheReasonsAndTheTokenStaysGoodForMoreTries() {
    OwnerRegistration registration = registration(audit);
    Sensitive shown = token.open();
    OwnerApplication weak =
        new OwnerApplication(
            "Jane", address("jane@example.com"), Sensitive.of("short"), "Acme", Locale.ENGLISH);
    for (int i = 0; i < 10; i++) {
      AuthException refused =
          assertThrows(
              AuthException.class,
              () -> registration.register(weak, Optional.of(shown), false, ORIGIN));
      assertEquals(ErrorCode.PASSWORD_REFUSED, refused.code());
      assertFalse(refused.reasons().isEmpty());
    }
    registration.register(application("jane@example.com"), Optional.of(shown), false, ORIGIN);
  }

  @Test
  void registerWhenItBreaksAtItsLastStepThenNothingStaysAndItCanBeRepeated() {
    Sensitive shown = token.open();
    IllegalStateException fault = new IllegalStateException("disk full");
    OwnerRegistration broken = registration(TestAudit.broken(fault));
    assertSame(
        fault,
        assertThrows(
            IllegalStateException.class,
            () ->
                broken.register(
                    application("jane@example.com"), Optional.of(shown), false, ORIGIN)));
    assertNothingStays();
    assertTrue(token.matches(shown));
    registration(audit)
        .register(application("jane@example.com"), Optional.of(shown), false, ORIGIN);
  }

  @Test
  void registerWhenManyAtOnceThenOneOwnerAndTheOthersAreToldSo() throws Exception {
    Sensitive shown = token.open();
    ExecutorService executor = Executors.newFixedThreadPool(8);
    CountDownLatch start = new CountDownLatch(1);
    List<Future<Registered>> results = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      String email = i % 2 == 0 ? "same@example.com" : "user" + i + "@example.com";
      OwnerRegistration registration = registration(audit);
      results.add(
          executor.submit(
              () -> {
                start.await();
                return registration.register(application(email), Optional.of(shown), false, ORIGIN);
              }));
    }
    start.countDown();
    int registered = 0;
    for (Future<Registered> result : results) {
      try {
        result.get();
        registered++;
      } catch (ExecutionException refused) {
        AuthException reason = assertInstanceOf(AuthException.class, refused.getCause());
        assertEquals(ErrorCode.INVALID_TEMPORARY_TOKEN, reason.code());
      }
    }
    executor.shutdown();
    assertEquals(1, registered);
    for (String table : TABLES) {
      assertEquals(1, DATABASE.count(table), table);
    }
  }

  @Test
  void applicationWhenPrintedThenShowsNothing() {
    assertEquals("OwnerApplication", application("jane@example.com").toString());
  }

  private OwnerRegistration registration(AuditTrail trail) {
    Users users = TestUsers.on(DATABASE, clock);
    Workspaces workspaces = TestWorkspaces.on(DATABASE, clock);
    Founding founding =
        new Founding(users, workspaces, trail) {
          @Override
          Registered found(OwnerApplication application, String hash, RequestContext origin) {
            return DATABASE.call(() -> super.found(application, hash, origin));
          }
        };
    return new OwnerRegistration(
        TestLimits.registrations(3, clock),
        token,
        new PasswordPolicy(8),
        new Passwords(new PasswordConfig(4, 8), pool),
        workspaces,
        founding);
  }

  private void assertInvalidToken(OwnerRegistration registration, Optional<Sensitive> presented) {
    assertEquals(ErrorCode.INVALID_TEMPORARY_TOKEN, refusal(registration, presented).code());
  }

  private static AuthException refusal(
      OwnerRegistration registration, Optional<Sensitive> presented) {
    return assertThrows(
        AuthException.class,
        () -> registration.register(application("jane@example.com"), presented, false, ORIGIN));
  }

  private static void assertNothingStays() {
    for (String table : TABLES) {
      assertEquals(0, DATABASE.count(table), table);
    }
  }

  private static OwnerApplication application(String email) {
    return new OwnerApplication(
        "Jane", address(email), Sensitive.of("correct horse: battery"), "Acme", Locale.GERMAN);
  }

  private static EmailAddress address(String text) {
    return EmailAddress.parse(text).orElseThrow();
  }
}
