package org.gatehouse.login;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.gatehouse.accesstoken.TokenSubject;
import org.gatehouse.accesstoken.TokenVerdict;
import org.gatehouse.kernel.AuthException;
import org.gatehouse.kernel.ErrorCode;
import org.gatehouse.kernel.Sensitive;
import org.gatehouse.kernel.TestClock;
import org.gatehouse.kernel.UserId;
import org.gatehouse.password.PasswordConfig;
import org.gatehouse.password.Passwords;
import org.gatehouse.persistence.TestDatabase;
import org.gatehouse.session.EndReason;
import org.gatehouse.user.Credential;
import org.gatehouse.user.TestUsers;
import org.gatehouse.user.UserStatus;
import org.gatehouse.user.UserView;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class PasswordLoginTest {
  @RegisterExtension static final TestDatabase DATABASE = new TestDatabase();

  private static final LoginResult INVALID = new LoginResult.Refused(ErrorCode.INVALID_CREDENTIALS);
  private static final LoginResult ENDED = new LoginResult.Refused(ErrorCode.REFRESH_TOKEN_EXPIRED);

  private final TestHall hall = new TestHall(DATABASE);

  @BeforeEach
  void clear() {
    DATABASE.clear();
  }

  @AfterEach
  void close() {
    hall.close();
  }

  @Test
  void signInWhenPasswordIsRightThenTokensThatVerifyAndAnAuditRow() {
    UserView jane = hall.user("jane@example.com");
    DATABASE.run(() -> hall.workspaces.found(jane.id(), "Acme"));
    LoginResult.Success success = success(hall.signIn(" JANE@example.com ", TestHall.PASSWORD));
    assertEquals(jane, success.user().user());
    assertTrue(success.user().membership().isOwner());
    TokenSubject subject = subject(success);
    assertEquals(jane.id(), subject.user());
    assertEquals("jane@example.com", subject.principalName());
    assertEquals(Set.of("owner"), subject.groups());
    assertEquals(
        Optional.of(success.user().membership().active().orElseThrow().workspaceId()),
        subject.workspace());
    assertEquals(List.of("pwd"), subject.amr());
    assertEquals(TestClock.START.plus(Duration.ofDays(7)), success.tokens().refreshExpiresAt());
    assertEquals(List.of("SIGN_IN SUCCESS null user session"), hall.audited());
  }

  @Test
  void signInWhenAddressOrPasswordIsWrongThenOneAnswerAndNoSession() {
    hall.user("jane@example.com");
    assertEquals(INVALID, hall.signIn("jane@example.com", TestHall.WRONG));
    assertEquals(INVALID, hall.signIn("nobody@example.com", TestHall.PASSWORD));
    assertEquals(INVALID, hall.signIn("no address", TestHall.PASSWORD));
    assertEquals(0, DATABASE.count("user_session"));
    assertEquals(
        List.of(
            "SIGN_IN FAILURE refused user",
            "SIGN_IN FAILURE unknown-account",
            "SIGN_IN FAILURE unknown-account"),
        hall.audited());
  }

  @ParameterizedTest
  @EnumSource(value = UserStatus.class, mode = EnumSource.Mode.EXCLUDE, names = "ACTIVE")
  void signInWhenAccountIsNotActiveThenAsIfThePasswordWereWrong(UserStatus status) {
    TestUsers.setStatus(DATABASE, hall.user("jane@example.com").id(), status);
    assertEquals(INVALID, hall.signIn("jane@example.com", TestHall.PASSWORD));
  }

  @Test
  void signInWhenAccountHasNoPasswordThenRefused() {
    hall.user("jane@example.com");
    DATABASE.execute("update gatehouse_user set credential = null");
    assertEquals(INVALID, hall.signIn("jane@example.com", Sensitive.of("")));
    assertEquals(INVALID, hall.signIn("jane@example.com", Sensitive.of("null")));
  }

  @Test
  @Timeout(60)
  void signInWhenThePasswordIsBeingReplacedThenWaitsAndIsRefused() throws Exception {
    UserView jane = hall.user("jane@example.com");
    CountDownLatch replaced = new CountDownLatch(1);
    CountDownLatch signedIn = new CountDownLatch(1);
    ExecutorService other = Executors.newSingleThreadExecutor();
    try {
      Future<?> change =
          other.submit(
              () ->
                  DATABASE.run(
                      () -> {
                        DATABASE.execute("update gatehouse_user set credential = 'another'");
                        hall.sessions.endAllOf(jane.id(), EndReason.PASSWORD_RESET);
                        replaced.countDown();
                        // Long enough for a sign-in that does not wait.
                        boolean unused = await(signedIn, 500);
                      }));
      assertTrue(await(replaced, 30_000));
      LoginResult result = hall.signIn("jane@example.com", TestHall.PASSWORD);
      signedIn.countDown();
      change.get();
      assertEquals(INVALID, result);
      assertEquals(List.of("SIGN_IN FAILURE changed-meanwhile user"), hall.audited());
    } finally {
      other.shutdownNow();
    }
    assertEquals(0, DATABASE.count("user_session"), "one that began beside it would outlive it");
  }

  private static boolean await(CountDownLatch latch, long millis) {
    try {
      return latch.await(millis, TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void signInWhenTheHashIsOldThenReplacedAndIn() {
    UserView jane = TestUsers.create(DATABASE, hall.clock, "jane@example.com", cheapHash());
    success(hall.signIn("jane@example.com", TestHall.PASSWORD));
    String stored = (String) DATABASE.select("select credential from gatehouse_user").get(0);
    assertTrue(stored.startsWith("$2b$05$"), "cost of today");
    assertEquals(jane, success(hall.signIn("jane@example.com", TestHall.PASSWORD)).user().user());
  }

  @Test
  void verifyWhenAnotherSignInReplacedTheHashMeanwhileThenBothAreRight() {
    TestUsers.create(DATABASE, hall.clock, "jane@example.com", cheapHash());
    Credential checked = checkedWhileStoring(TestHall.PASSWORD).orElseThrow();
    assertTrue(hall.users.findUnchanged(checked).isPresent());
  }

  @Test
  void verifyWhenThePasswordIsChangedMeanwhileThenTheOldOneIsWrong() {
    TestUsers.create(DATABASE, hall.clock, "jane@example.com", cheapHash());
    assertEquals(Optional.empty(), checkedWhileStoring(TestHall.WRONG));
  }

  @Test
  void signInWhenTooManyFailuresThenRefusedAlsoWithTheRightPasswordUntilTheWaitIsOver() {
    hall.user("jane@example.com");
    for (int i = 0; i < 3; i++) {
      hall.signIn("jane@example.com", TestHall.WRONG);
    }
    AuthException refused =
        assertThrows(AuthException.class, () -> hall.signIn("jane@example.com", TestHall.PASSWORD));
    assertEquals(ErrorCode.TOO_MANY_REQUESTS, refused.code());
    assertEquals(Duration.ofSeconds(20), refused.retryAfter());
    assertEquals(3, hall.audited().size(), "refused before anything was looked up");
    hall.clock.advance(Duration.ofSeconds(20));
    success(hall.signIn("jane@example.com", TestHall.PASSWORD));
  }

  @Test
  void signInWhenRightThenUsesUpNothingAndRefillsNothing() {
    hall.user("jane@example.com");
    hall.signIn("jane@example.com", TestHall.WRONG);
    hall.signIn("jane@example.com", TestHall.WRONG);
    for (int i = 0; i < 10; i++) {
      success(hall.signIn("jane@example.com", TestHall.PASSWORD));
    }
    hall.signIn("jane@example.com", TestHall.WRONG);
    assertThrows(AuthException.class, () -> hall.signIn("jane@example.com", TestHall.PASSWORD));
  }

  @Test
  void refreshWhenTokenIsGoodThenRolesAndUserAreReadAnew() {
    UserView jane = hall.user("jane@example.com");
    LoginResult.Success first = success(hall.signIn("jane@example.com", TestHall.PASSWORD));
    assertEquals(Set.of(), subject(first).groups());
    DATABASE.run(() -> hall.workspaces.found(jane.id(), "Acme"));
    DATABASE.execute("update gatehouse_user set name = 'Jane Roe'");
    hall.clock.advance(Duration.ofMinutes(5));

    LoginResult.Success second = success(hall.refresh(first.tokens().refresh()));
    assertEquals(Set.of("owner"), subject(second).groups());
    assertEquals("Jane Roe", subject(second).name());
    assertEquals(subject(first).authTime(), subject(second).authTime());
    assertEquals(subject(first).session(), subject(second).session());
    assertNotEquals(first.tokens().access(), second.tokens().access());
    assertEquals(1, hall.audited().size(), "a refresh that succeeds is no event");
  }

  @Test
  void refreshWhenAnsweredAgainInTheGraceThenTheSameTokens() {
    hall.user("jane@example.com");
    Sensitive token =
        success(hall.signIn("jane@example.com", TestHall.PASSWORD)).tokens().refresh();
    LoginTokens tokens = success(hall.refresh(token)).tokens();
    hall.clock.advance(Duration.ofSeconds(29));
    assertEquals(tokens, success(hall.refresh(token)).tokens());
  }

  @Test
  void refreshWhenAccountIsDisabledThenTheSessionEndsAndItIsAudited() {
    UserView jane = hall.user("jane@example.com");
    LoginResult.Success in = success(hall.signIn("jane@example.com", TestHall.PASSWORD));
    TestUsers.setStatus(DATABASE, jane.id(), UserStatus.DISABLED);
    assertEquals(ENDED, hall.refresh(in.tokens().refresh()));
    assertInstanceOf(
        TokenVerdict.Refused.class, hall.verifier.verify(in.tokens().access().token()));
    TestUsers.setStatus(DATABASE, jane.id(), UserStatus.ACTIVE);
    assertEquals(ENDED, hall.refresh(in.tokens().refresh()));
    assertEquals(
        List.of(
            "REFRESH_REFUSED FAILURE inactive user session", "SIGN_IN SUCCESS null user session"),
        hall.audited());
  }

  @Test
  void refreshWhenReusedThenBothSidesAreOutAndItIsAudited() {
    hall.user("jane@example.com");
    Sensitive stolen =
        success(hall.signIn("jane@example.com", TestHall.PASSWORD)).tokens().refresh();
    LoginResult.Success thief = success(hall.refresh(stolen));
    hall.clock.advance(Duration.ofSeconds(30));
    assertEquals(ENDED, hall.refresh(stolen));
    assertEquals(ENDED, hall.refresh(thief.tokens().refresh()));
    assertInstanceOf(
        TokenVerdict.Refused.class, hall.verifier.verify(thief.tokens().access().token()));
    assertEquals(
        List.of(
            "REFRESH_REUSE FAILURE session-ended user session",
            "SIGN_IN SUCCESS null user session"),
        hall.audited());
  }

  @Test
  void signOutWhenCallerAndRefreshTokenAreOfOneSessionThenEndedAndAuditedOnce() {
    hall.user("jane@example.com");
    LoginResult.Success in = success(hall.signIn("jane@example.com", TestHall.PASSWORD));
    TokenSubject subject = subject(in);
    DATABASE.run(
        () ->
            hall.signOut.signOut(
                Optional.of(subject.session()),
                Optional.of(in.tokens().refresh()),
                TestHall.ORIGIN));
    assertEquals(ENDED, hall.refresh(in.tokens().refresh()));
    assertEquals(
        new TokenVerdict.Refused("SESSION_ENDED"),
        hall.verifier.verify(in.tokens().access().token()));
    assertEquals(
        List.of("SIGN_IN SUCCESS null user session", "SIGN_OUT SUCCESS null user session"),
        hall.audited());
  }

  @Test
  void signOutWhenOnlyOneOfBothIsThereThenThatIsEnough() {
    hall.user("jane@example.com");
    LoginResult.Success one = success(hall.signIn("jane@example.com", TestHall.PASSWORD));
    LoginResult.Success two = success(hall.signIn("jane@example.com", TestHall.PASSWORD));
    DATABASE.run(
        () ->
            hall.signOut.signOut(
                Optional.empty(), Optional.of(one.tokens().refresh()), TestHall.ORIGIN));
    assertEquals(ENDED, hall.refresh(one.tokens().refresh()));
    success(hall.refresh(two.tokens().refresh()));
    DATABASE.run(
        () ->
            hall.signOut.signOut(
                Optional.of(subject(two).session()), Optional.empty(), TestHall.ORIGIN));
    assertInstanceOf(
        TokenVerdict.Refused.class, hall.verifier.verify(two.tokens().access().token()));
  }

  @Test
  void endAllWhenOneIsKeptThenItGoesOnAndTheOthersEnd() {
    UserId jane = hall.user("jane@example.com").id();
    LoginResult.Success kept = success(hall.signIn("jane@example.com", TestHall.PASSWORD));
    LoginResult.Success other = success(hall.signIn("jane@example.com", TestHall.PASSWORD));
    DATABASE.run(
        () -> hall.signOut.endAll(jane, Optional.of(subject(kept).session()), TestHall.ORIGIN));
    assertEquals(ENDED, hall.refresh(other.tokens().refresh()));
    success(hall.refresh(kept.tokens().refresh()));
    DATABASE.run(() -> hall.signOut.endAll(jane, Optional.empty(), TestHall.ORIGIN));
    assertEquals(ENDED, hall.refresh(kept.tokens().refresh()));
  }

  @Test
  void signOutWhenNobodyIsSignedInOrTheTokenIsNoneThenNothingHappens() {
    DATABASE.run(
        () ->
            hall.signOut.signOut(
                Optional.empty(), Optional.of(Sensitive.of("garbage")), TestHall.ORIGIN));
    assertEquals(List.of(), hall.audited());
  }

  /** Checks Jane's password while somebody else stores the hash of another, or the same. */
  private Optional<Credential> checkedWhileStoring(Sensitive theirPassword) {
    String theirHash = hall.passwords.hash(theirPassword);
    PasswordCheck check =
        new PasswordCheck(
            TestUsers.losingEveryRace(DATABASE, hall.clock, theirHash), hall.passwords);
    return check.verify("jane@example.com", TestHall.PASSWORD);
  }

  private String cheapHash() {
    return new Passwords(new PasswordConfig(4, 8), hall.pool).hash(TestHall.PASSWORD);
  }

  private TokenSubject subject(LoginResult.Success success) {
    return assertInstanceOf(
            TokenVerdict.Accepted.class, hall.verifier.verify(success.tokens().access().token()))
        .subject();
  }

  private static LoginResult.Success success(LoginResult result) {
    return assertInstanceOf(LoginResult.Success.class, result);
  }
}
