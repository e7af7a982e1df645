package org.gatehouse.operator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import org.gatehouse.audit.AuditEventView;
import org.gatehouse.audit.TestAudit;
import org.gatehouse.authority.GeneralRole;
import org.gatehouse.authority.TestAuthorities;
import org.gatehouse.crypto.OpaqueToken;
import org.gatehouse.kernel.Actor;
import org.gatehouse.kernel.AuthException;
import org.gatehouse.kernel.EmailAddress;
import org.gatehouse.kernel.ErrorCode;
import org.gatehouse.kernel.RequestContext;
import org.gatehouse.kernel.Sensitive;
import org.gatehouse.kernel.UserId;
import org.gatehouse.onetimetoken.OneTimeTokenView;
import org.gatehouse.onetimetoken.OneTimeTokens;
import org.gatehouse.onetimetoken.Purpose;
import org.gatehouse.onetimetoken.TestOneTimeTokens;
import org.gatehouse.people.TestPeople;
import org.gatehouse.persistence.TestDatabase;
import org.gatehouse.ratelimit.InMemoryRateLimiter;
import org.gatehouse.recovery.RecoveryLinks;
import org.gatehouse.recovery.TestRecoveryLinks;
import org.gatehouse.user.TestUsers;
import org.gatehouse.user.UserStatus;
import org.gatehouse.user.UserView;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class OperatorDeedsTest {
  @RegisterExtension static final TestDatabase DATABASE = new TestDatabase();

  private static final Duration LIFETIME = TestRecoveryLinks.RESET;
  private static final String PAGE = "https://gate.example/gatehouse/reset-password?token=";
  private static final EmailAddress JANE = EmailAddress.parse("jane@example.com").orElseThrow();
  private static final Actor OPERATOR = TestPeople.operator();

  private TestPeople people;
  private OneTimeTokens tokens;
  private PasswordLinks links;
  private OwnerRescue rescue;

  @BeforeEach
  void found() {
    people = new TestPeople(DATABASE);
    tokens = TestOneTimeTokens.on(DATABASE, people.clock);
    links =
        new PasswordLinks(people.users, TestRecoveryLinks.on(DATABASE, people.clock), people.audit);
    rescue =
        new OwnerRescue(
            TestAuthorities.on(DATABASE),
            people.users,
            people.lifeCycle,
            people.workspaces,
            people.memberships,
            links,
            people.audit);
  }

  @Test
  void issueWhenTheAccountIsActiveThenALinkWhoseTokenIsForItsPassword() {
    UserId jane = people.user("jane@example.com");
    RecoveryLinks.Link link = people.call(() -> links.issue(OPERATOR, JANE));
    assertEquals(people.clock.instant().plus(LIFETIME), link.expiresAt());
    assertEquals(Optional.of(saying(jane, link)), used(link));
    assertEquals(List.of("PASSWORD_LINK SUCCESS operator " + jane), audited());
    assertFalse(link.toString().contains(token(link).reveal()), link::toString);
  }

  @Test
  void issueWhenThereIsAnOlderLinkThenItIsVoid() {
    people.user("jane@example.com");
    RecoveryLinks.Link older = people.call(() -> links.issue(OPERATOR, JANE));
    RecoveryLinks.Link newer = people.call(() -> links.issue(OPERATOR, JANE));
    assertEquals(Optional.empty(), used(older));
    assertTrue(used(newer).isPresent());
  }

  @Test
  void issueWhenThereIsNoAccountThenNotFound() {
    assertRefused(ErrorCode.NOT_FOUND, () -> links.issue(OPERATOR, JANE));
  }

  @ParameterizedTest
  @EnumSource(names = {"INVITED", "DISABLED"})
  void issueWhenAPasswordWouldNotLetAnybodyInThenConflict(UserStatus status) {
    TestUsers.setStatus(DATABASE, people.user("jane@example.com"), status);
    assertRefused(ErrorCode.CONFLICT, () -> links.issue(OPERATOR, JANE));
    assertEquals(0, DATABASE.count("one_time_token"));
  }

  @Test
  void makeOwnerWhenTheAddressIsNewThenAnActiveOwnerWithALink() {
    Rescued rescued = people.call(() -> rescue.makeOwner(OPERATOR, JANE));
    UserView owner = rescued.owner();
    assertTrue(rescued.isNew());
    assertEquals(UserStatus.ACTIVE, owner.status());
    assertEquals("jane", owner.name());
    assertTrue(people.call(() -> people.workspaces.isOwner(owner.id())));
    assertEquals(
        List.of(people.elsewhere),
        people.call(() -> people.workspaces.workspacesOf(owner.id())),
        "the oldest workspace");
    RecoveryLinks.Link link = rescued.link().orElseThrow();
    assertEquals(Optional.of(saying(owner.id(), link)), used(link));
  }

  @ParameterizedTest
  @EnumSource(names = {"ACTIVE", "INVITED", "DISABLED"})
  void makeOwnerWhenThereIsAnAccountThenItIsOpenAndKeepsItsPassword(UserStatus status) {
    UserId jane = people.member("jane@example.com", people.elsewhere, GeneralRole.MEMBER);
    TestUsers.setStatus(DATABASE, jane, status);
    long before = people.version(jane);
    Rescued rescued = people.call(() -> rescue.makeOwner(OPERATOR, JANE));
    assertFalse(rescued.isNew());
    assertEquals(Optional.empty(), rescued.link());
    assertEquals(jane, rescued.owner().id());
    assertEquals(UserStatus.ACTIVE, rescued.owner().status());
    assertEquals("Jane Doe", rescued.owner().name());
    assertTrue(people.call(() -> people.workspaces.isOwner(jane)));
    List<UUID> places = people.call(() -> people.workspaces.workspacesOf(jane));
    assertEquals(List.of(people.elsewhere), places, "no other place than before");
    assertTrue(people.isStale(jane, before), "tokens from before lack the group");
    assertTrue(audited().contains("OWNER_ADD SUCCESS operator " + jane), audited()::toString);
    assertEquals(
        status == UserStatus.DISABLED, audited().contains("USER_ENABLE SUCCESS operator " + jane));
  }

  @Test
  void makeOwnerWhenTheAddressWasNeverProvedThenNotByThePasswordOfWhoeverTookIt() {
    UserId jane = people.user("jane@example.com");
    TestUsers.setStatus(DATABASE, jane, UserStatus.UNVERIFIED);
    Rescued rescued = people.call(() -> rescue.makeOwner(OPERATOR, JANE));
    assertEquals(UserStatus.ACTIVE, rescued.owner().status());
    assertNull(people.users.findCredential(JANE).orElseThrow().passwordHash());
    assertEquals(
        Optional.of(saying(jane, rescued.link().orElseThrow())),
        used(rescued.link().orElseThrow()));
  }

  @Test
  void makeOwnerWhenAlreadyAnActiveOwnerThenNothingChanges() {
    long before = people.version(people.owner);
    EmailAddress address = EmailAddress.parse("owner@example.com").orElseThrow();
    Rescued rescued = people.call(() -> rescue.makeOwner(OPERATOR, address));
    assertFalse(rescued.isNew());
    assertFalse(people.isStale(people.owner, before));
    assertEquals(List.of(), audited());
  }

  @Test
  void makeOwnerWhenNobodyHasSetUpThenConflictAndNoAccount() {
    DATABASE.clear();
    assertRefused(ErrorCode.CONFLICT, () -> rescue.makeOwner(OPERATOR, JANE));
    assertEquals(0, DATABASE.count("gatehouse_user"));
  }

  @Test
  void admitWhenTheTokenIsWrongThenRefusedRecordedAndLimitedButTheRightOneIsNever(
      @TempDir Path directory) throws IOException {
    OperatorToken token = new OperatorToken(directory, new SecureRandom());
    token.publish();
    String right = Files.readString(directory.resolve("operator-token")).strip();
    OperatorGate gate =
        new OperatorGate(token, new InMemoryRateLimiter(people.clock, 100), transactional());
    for (int i = 0; i < 10; i++) {
      assertEquals(ErrorCode.UNAUTHENTICATED, refusal(gate, i % 2 == 0 ? null : "wrong"));
    }
    assertEquals(ErrorCode.TOO_MANY_REQUESTS, refusal(gate, "wrong"));
    assertEquals(10, DATABASE.count("audit_event"), "no more rows than the limit allows");
    assertTrue(gate.admit(right, TestPeople.ORIGIN).isOperator());
  }

  /** As the container does it. */
  private GateRecord transactional() {
    return new GateRecord(people.audit) {
      @Override
      void refused(RequestContext origin) {
        DATABASE.run(() -> super.refused(origin));
      }
    };
  }

  private static ErrorCode refusal(OperatorGate gate, @Nullable String presented) {
    return assertThrows(AuthException.class, () -> gate.admit(presented, TestPeople.ORIGIN)).code();
  }

  private void assertRefused(ErrorCode code, Supplier<Object> deed) {
    assertEquals(code, assertThrows(AuthException.class, () -> people.call(deed)).code());
  }

  private OneTimeTokenView saying(UserId user, RecoveryLinks.Link link) {
    return new OneTimeTokenView(Purpose.PASSWORD_RESET, user.value(), JANE, link.expiresAt());
  }

  private Optional<OneTimeTokenView> used(RecoveryLinks.Link link) {
    return people.call(() -> tokens.use(Purpose.PASSWORD_RESET, token(link)));
  }

  private static Sensitive token(RecoveryLinks.Link link) {
    String text = link.link().reveal();
    assertTrue(text.startsWith(PAGE), "the link leads to the page");
    String token = text.substring(PAGE.length());
    assertTrue(OpaqueToken.parse(token).isPresent());
    return Sensitive.of(token);
  }

  private List<String> audited() {
    return TestAudit.all(DATABASE, people.clock).stream()
        .map(OperatorDeedsTest::summary)
        .sorted()
        .toList();
  }

  private static String summary(AuditEventView event) {
    return event.action() + " " + event.outcome() + " " + event.detail() + " " + event.userId();
  }
}
