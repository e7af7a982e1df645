package org.gatehouse.invitation;

import static org.gatehouse.people.TestPeople.as;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import org.gatehouse.audit.AuditAction;
import org.gatehouse.audit.TestAudit;
import org.gatehouse.authority.GeneralRole;
import org.gatehouse.kernel.EmailAddress;
import org.gatehouse.kernel.ErrorCode;
import org.gatehouse.kernel.Race;
import org.gatehouse.kernel.Sensitive;
import org.gatehouse.kernel.UserId;
import org.gatehouse.mail.MailKind;
import org.gatehouse.mail.MailMessage;
import org.gatehouse.people.Refusals;
import org.gatehouse.people.TestPeople;
import org.gatehouse.people.UserChange;
import org.gatehouse.persistence.TestDatabase;
import org.gatehouse.role.TestRoles;
import org.gatehouse.user.NewPerson;
import org.gatehouse.user.UserStatus;
import org.gatehouse.user.UserView;
import org.gatehouse.workspace.Membership;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class InvitationsTest {
  @RegisterExtension static final TestDatabase DATABASE = new TestDatabase();

  private static final String PAGE = "https://gate.example/gatehouse/register";

  private final TestPeople people = new TestPeople(DATABASE);
  private final UUID editor = people.role("editor", "article:edit");
  private final UUID host = people.role("host", "workspace:add-user", "article:edit");

  @Test
  void inviteWhenTheAddressIsUnknownThenAnAccountThatWaitsWithoutMembership() {
    InviteOutcome.Invited invited = invite("new@example.com");
    UserId waiting = account("new@example.com");
    UserView user = people.users.find(waiting).orElseThrow();
    assertEquals(UserStatus.INVITED, user.status());
    assertEquals("", user.name());
    assertEquals(List.of(), membership(waiting).assignments());
    assertEquals(InvitationStatus.PENDING, invited.invitation().status());
    assertEquals(
        people.clock.instant().plus(TestInvitations.LIFETIME), invited.invitation().expiresAt());
    assertEquals(List.of("INVITATION_SEND"), audited());
  }

  @Test
  void inviteWhenMailIsConfiguredThenTheLinkIsInTheMailOnly() {
    assertTrue(invite("new@example.com").link().isPresent());
    assertEquals(List.of(), people.outbox.messages());
    UserId jane = people.plain("jane@example.com", people.elsewhere);
    people.outbox.configure();
    assertEquals(Optional.empty(), invite("other@example.com").link());
    assertEquals(Optional.empty(), invite("jane@example.com").link());
    assertFalse(invite("third@example.com").toString().contains("token="));

    MailMessage mail = people.outbox.messages().get(0);
    assertEquals(email("other@example.com"), mail.to());
    assertEquals(MailKind.WORKSPACE_INVITE, mail.kind());
    assertEquals(Set.of("workspaceName", "inviterName", "registerLink"), mail.values().keySet());
    assertEquals("Default Workspace", mail.values().get("workspaceName"));
    assertEquals("Jane Doe", mail.values().get("inviterName"));
    MailMessage known = people.outbox.messages().get(1);
    assertEquals(MailKind.WORKSPACE_ADD, known.kind());
    String link = Objects.requireNonNull(known.values().get("registerLink"));
    assertTrue(link.startsWith(PAGE + "?token="), link);
    Sensitive token = Sensitive.of(link.substring(link.indexOf('=') + 1));
    people.call(() -> people.acceptance.accept(token, TestPeople.ORIGIN));
    assertEquals(2, membership(jane).assignments().size());
  }

  @Test
  void acceptWhenNewThenActiveWithNamePasswordAndMembershipAndTheLinkIsUsed() {
    Sensitive token = token(invite("new@example.com"));
    assertEquals(
        Optional.of(new Acceptance.Offer(email("new@example.com"), "Default Workspace", true)),
        people.call(() -> people.acceptance.look(token)));
    Acceptance.Joined joined = acceptAsNew(token, "new@example.com");

    assertTrue(joined.user().isActive());
    assertEquals("Neo", joined.user().name());
    assertEquals(
        Optional.of("hash"),
        people
            .users
            .findCredential(email("new@example.com"))
            .map(credential -> credential.passwordHash()));
    Membership membership = membership(joined.user().id());
    assertEquals(editor, membership.active().orElseThrow().roleId());
    assertFalse(membership.isOwner());
    assertRefused(() -> people.acceptance.accept(token, TestPeople.ORIGIN));
    assertEquals(Optional.empty(), people.call(() -> people.acceptance.look(token)));
    assertEquals(List.of("INVITATION_ACCEPT", "INVITATION_SEND"), audited());
    assertEquals(InvitationStatus.ACCEPTED, list(people.owner).get(0).status());
  }

  @Test
  void acceptWhenTheAddressHasAnAccountThenItJoinsAndKeepsItsPassword() {
    UserId jane = people.plain("jane@example.com", people.elsewhere);
    long before = people.version(jane);
    Sensitive token = token(invite("JANE@example.COM"));
    assertRefused(
        () ->
            people.acceptance.acceptAsNew(
                token, email("jane@example.com"), person("Eve"), TestPeople.ORIGIN));
    people.call(() -> people.acceptance.accept(token, TestPeople.ORIGIN));
    assertEquals(2, membership(jane).assignments().size());
    assertTrue(people.isStale(jane, before));
    assertEquals("Jane Doe", people.users.find(jane).orElseThrow().name());
  }

  @Test
  void acceptWhenAnotherAddressIsGivenThenRefusedAndTheLinkStaysGood() {
    Sensitive token = token(invite("new@example.com"));
    assertRefused(
        () ->
            people.acceptance.acceptAsNew(
                token, email("eve@example.com"), person("Eve"), TestPeople.ORIGIN));
    assertRefused(() -> people.acceptance.accept(token, TestPeople.ORIGIN));
    acceptAsNew(token, "New@Example.com");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "x", "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA", "null"})
  void acceptWhenNoTokenOfOursThenRefused(String token) {
    invite("new@example.com");
    assertRefused(() -> people.acceptance.accept(Sensitive.of(token), TestPeople.ORIGIN));
  }

  @Test
  void acceptWhenExpiredRevokedOrResentThenTheOldLinkIsNoGood() {
    InviteOutcome.Invited first = invite("new@example.com");
    UUID id = first.invitation().id();
    people.clock.advance(TestInvitations.LIFETIME);
    assertEquals(InvitationStatus.EXPIRED, list(people.owner).get(0).status());
    assertNoGood(token(first));

    InviteOutcome.Invited second =
        people.call(() -> people.invitations.resend(as(people.owner), id));
    assertNotEquals(token(first), token(second));
    assertNoGood(token(first));
    InviteOutcome.Invited third = invite("new@example.com");
    assertEquals(id, third.invitation().id(), "one open invitation");
    assertNoGood(token(second));
    assertTrue(people.call(() -> people.acceptance.look(token(third))).isPresent());

    DATABASE.run(() -> people.invitations.revoke(as(people.owner), id));
    assertNoGood(token(third));
    refuse(ErrorCode.CONFLICT, () -> people.invitations.resend(as(people.owner), id));
    refuse(ErrorCode.CONFLICT, () -> people.invitations.revoke(as(people.owner), id));
    acceptAsNew(token(invite("new@example.com")), "new@example.com");
  }

  @Test
  void acceptWhenTwoAtTheSameMomentThenOneWins() throws Exception {
    for (int round = 0; round < 5; round++) {
      String address = "new" + round + "@example.com";
      Sensitive token = token(invite(address));
      List<Callable<String>> accepting = new ArrayList<>();
      for (int i = 0; i < 4; i++) {
        NewPerson person = person("Person " + i);
        accepting.add(
            () ->
                people
                    .call(
                        () ->
                            people.acceptance.acceptAsNew(
                                token, email(address), person, TestPeople.ORIGIN))
                    .user()
                    .name());
      }
      Race<String> race = Race.of(accepting);
      assertEquals(Collections.nCopies(3, ErrorCode.INVALID_TEMPORARY_TOKEN), race.lost());
      UserView joined = people.users.find(account(address)).orElseThrow();
      assertEquals(List.of(joined.name()), race.won());
      assertEquals(Locale.GERMAN, joined.language());
    }
  }

  @Test
  void acceptWhenAnAccountThatExistsAcceptsTwiceAtTheSameMomentThenOnce() throws Exception {
    for (int round = 0; round < 5; round++) {
      UserId jane = people.plain("jane" + round + "@example.com", people.elsewhere);
      Sensitive token = token(invite("jane" + round + "@example.com"));
      Callable<UserId> accepting =
          () -> people.call(() -> people.acceptance.accept(token, TestPeople.ORIGIN)).user().id();
      Race<UserId> race = Race.of(Collections.nCopies(4, accepting));
      assertEquals(List.of(jane), race.won());
      assertEquals(Collections.nCopies(3, ErrorCode.INVALID_TEMPORARY_TOKEN), race.lost());
      assertEquals(2, membership(jane).assignments().size());
      assertEquals(round + 1, audited().stream().filter("INVITATION_ACCEPT"::equals).count());
    }
  }

  @Test
  void inviteWhenMailedThenInTheLanguageOfWhoIsKnownAndElseOfWhoInvites() {
    people.outbox.configure();
    UserId jane = people.plain("jane@example.com", people.elsewhere);
    DATABASE.run(() -> people.lifeCycle.speak(people.owner, Locale.GERMAN));
    invite("new@example.com");
    invite("jane@example.com");
    DATABASE.run(() -> people.lifeCycle.speak(jane, Locale.GERMAN));
    DATABASE.run(() -> people.lifeCycle.speak(people.owner, Locale.ENGLISH));
    invite("new@example.com");
    invite("jane@example.com");
    assertEquals(
        List.of(Locale.GERMAN, Locale.ENGLISH, Locale.ENGLISH, Locale.GERMAN),
        people.outbox.messages().stream().map(MailMessage::language).toList());
  }

  @Test
  void acceptWhenTheAccountWasDisabledOrDeletedThenRefused() {
    UserId jane = people.plain("jane@example.com", people.elsewhere);
    Sensitive token = token(invite("jane@example.com"));
    people.call(
        () ->
            people.accounts.change(
                as(people.owner),
                jane,
                new UserChange(Optional.empty(), Optional.of(true), Optional.empty())));
    assertRefused(() -> people.acceptance.accept(token, TestPeople.ORIGIN));
    DATABASE.run(() -> people.accounts.delete(as(people.owner), jane));
    assertNoGood(token);
    assertEquals(InvitationStatus.REVOKED, list(people.owner).get(0).status());
  }

  @Test
  void acceptWhenTheAccountGotAnotherAddressThenRefused() {
    UserId jane = people.plain("jane@example.com", people.elsewhere);
    Sensitive token = token(invite("jane@example.com"));
    DATABASE.execute(
        "update gatehouse_user set email = 'moved@example.com' where id = ?", jane.value());
    assertNoGood(token);
  }

  @Test
  void acceptWhenTheWorkspaceIsGoneThenRefused() {
    Sensitive token =
        token(
            assertInstanceOf(
                InviteOutcome.Invited.class,
                people.call(
                    () ->
                        people.invitations.invite(
                            as(people.owner),
                            people.elsewhere,
                            editor,
                            email("new@example.com")))));
    DATABASE.run(() -> people.rooms.delete(as(people.owner), people.elsewhere));
    assertNoGood(token);
  }

  @Test
  void inviteWhenAMemberAlreadyThenSaysSo() {
    people.plain("jane@example.com", people.here);
    assertEquals(
        new InviteOutcome.AlreadyMember(),
        people.call(() -> invite(people.owner, editor, "Jane@example.com")));
    assertEquals(0, DATABASE.count("invitation"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"jane+news@example.com", "j\u00f6rg@b\u00fccher.example", "JANE@EXAMPLE.COM"})
  void inviteWhenTheAddressIsUnusualThenItIsAcceptedInAnySpelling(String address) {
    Sensitive token = token(invite(address));
    acceptAsNew(token, address.toUpperCase(Locale.ROOT));
  }

  @Test
  void inviteWhenTheCallerMayNotThenRefused() {
    UserId inviter = people.member("host@example.com", people.here, host);
    UserId plain = people.plain("plain@example.com", people.here);
    UUID boss = people.role("boss", "users:manage");
    people.call(() -> invite(inviter, editor, "one@example.com"));
    refuse(ErrorCode.FORBIDDEN, () -> invite(inviter, boss, "two@example.com"));
    refuse(ErrorCode.FORBIDDEN, () -> invite(inviter, GeneralRole.OWNER, "two@example.com"));
    refuse(ErrorCode.FORBIDDEN, () -> invite(people.owner, GeneralRole.OWNER, "two@example.com"));
    refuse(ErrorCode.FORBIDDEN, () -> invite(plain, editor, "two@example.com"));
    refuse(
        ErrorCode.VALIDATION_FAILED, () -> invite(inviter, UUID.randomUUID(), "two@example.com"));
    assertEquals(Optional.empty(), find("two@example.com"));
  }

  @Test
  void invitationsWhenOfAnotherWorkspaceThenTheyDoNotExist() {
    UUID id = invite("new@example.com").invitation().id();
    UserId other = people.member("host@example.com", people.elsewhere, host);
    for (UUID unknown : List.of(id, UUID.randomUUID())) {
      refuse(ErrorCode.NOT_FOUND, () -> people.invitations.revoke(as(other), unknown));
      refuse(ErrorCode.NOT_FOUND, () -> people.invitations.resend(as(other), unknown));
    }
    refuse(ErrorCode.NOT_FOUND, () -> invite(other, editor, "x@example.com"));
    assertEquals(List.of(), list(other));
    people.join(other, people.here, GeneralRole.MEMBER);
    refuse(ErrorCode.FORBIDDEN, () -> people.invitations.revoke(as(other), id));
    assertEquals(List.of(), list(other));
  }

  @Test
  void roleWhenSomebodyIsInvitedToItThenInUseAndNotToBeFilledFromElsewhere() {
    UUID makes = people.role("role maker", "roles:manage", "article:edit", "article:burn");
    UserId maker = people.member("maker@example.com", people.elsewhere, makes);
    invite("new@example.com");
    refuse(ErrorCode.ROLE_IN_USE, () -> people.roles.delete(as(people.owner), editor));
    refuse(
        ErrorCode.FORBIDDEN,
        () ->
            people.roles.change(
                as(maker), editor, TestRoles.draft(null, "article:edit", "article:burn")));
  }

  @Test
  void listWhenPagedThenNewestFirstEachOnce() {
    for (int i = 0; i < 5; i++) {
      invite("new" + i + "@example.com");
      people.clock.advance(Duration.ofMillis(i % 2));
    }
    List<UUID> seen = new ArrayList<>();
    Optional<UUID> after = Optional.empty();
    while (true) {
      Optional<UUID> last = after;
      List<InvitationView> page =
          people.call(() -> people.invitations.list(as(people.owner), Optional.empty(), last, 2));
      if (page.isEmpty()) {
        break;
      }
      page.forEach(invitation -> seen.add(invitation.id()));
      after = Optional.of(page.get(page.size() - 1).id());
    }
    assertEquals(list(people.owner).stream().map(InvitationView::id).toList(), seen);
    assertEquals(5, seen.size());
  }

  private InviteOutcome.Invited invite(String address) {
    return assertInstanceOf(
        InviteOutcome.Invited.class, people.call(() -> invite(people.owner, editor, address)));
  }

  private InviteOutcome invite(UserId actor, UUID role, String address) {
    return people.invitations.invite(as(actor), people.here, role, email(address));
  }

  private List<InvitationView> list(UserId actor) {
    return people.call(
        () -> people.invitations.list(as(actor), Optional.empty(), Optional.empty(), 50));
  }

  private static NewPerson person(String name) {
    return new NewPerson(name, "hash", Locale.GERMAN);
  }

  private Acceptance.Joined acceptAsNew(Sensitive token, String address) {
    return people.call(
        () ->
            people.acceptance.acceptAsNew(token, email(address), person("Neo"), TestPeople.ORIGIN));
  }

  private static Sensitive token(InviteOutcome.Invited invited) {
    String link = invited.link().orElseThrow().reveal();
    return Sensitive.of(link.substring(link.indexOf('=') + 1));
  }

  private void assertNoGood(Sensitive token) {
    assertEquals(Optional.empty(), people.call(() -> people.acceptance.look(token)));
    assertRefused(() -> people.acceptance.accept(token, TestPeople.ORIGIN));
  }

  private static void assertRefused(Runnable deed) {
    refuse(ErrorCode.INVALID_TEMPORARY_TOKEN, deed);
  }

  private static void refuse(ErrorCode code, Runnable deed) {
    Refusals.assertRefused(DATABASE, code, deed);
  }

  private Membership membership(UserId user) {
    return people.call(() -> people.workspaces.membershipOf(user, Optional.empty()));
  }

  private UserId account(String address) {
    return find(address).orElseThrow();
  }

  private Optional<UserId> find(String address) {
    return people.users.findCredential(email(address)).map(credential -> credential.user());
  }

  private static EmailAddress email(String text) {
    return EmailAddress.parse(text).orElseThrow();
  }

  private List<String> audited() {
    return TestAudit.all(DATABASE, people.clock).stream()
        .map(event -> event.action())
        .map(AuditAction::name)
        .sorted()
        .toList();
  }
}
