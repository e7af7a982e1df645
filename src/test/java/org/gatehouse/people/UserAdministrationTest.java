package org.gatehouse.people;

import static org.gatehouse.people.TestPeople.as;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import org.gatehouse.audit.AuditAction;
import org.gatehouse.audit.AuditEntry;
import org.gatehouse.audit.AuditEventView;
import org.gatehouse.audit.TestAudit;
import org.gatehouse.authority.GeneralRole;
import org.gatehouse.kernel.Actor;
import org.gatehouse.kernel.EmailAddress;
import org.gatehouse.kernel.ErrorCode;
import org.gatehouse.kernel.Race;
import org.gatehouse.kernel.UserId;
import org.gatehouse.persistence.TestDatabase;
import org.gatehouse.session.RefreshResult;
import org.gatehouse.session.StartedSession;
import org.gatehouse.user.TestUsers;
import org.gatehouse.user.UserStatus;
import org.gatehouse.user.UserView;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@Timeout(60)
class UserAdministrationTest {
  @RegisterExtension static final TestDatabase DATABASE = new TestDatabase();

  private static final UserChange DISABLE =
      new UserChange(Optional.empty(), Optional.of(true), Optional.empty());
  private static final UserChange ENABLE =
      new UserChange(Optional.empty(), Optional.of(false), Optional.empty());
  private static final UserChange PROMOTE =
      new UserChange(Optional.empty(), Optional.empty(), Optional.of(true));
  private static final UserChange DEMOTE =
      new UserChange(Optional.empty(), Optional.empty(), Optional.of(false));

  private final TestPeople people = new TestPeople(DATABASE);
  private final UUID manages = people.role("people manager", "users:manage");

  enum Fall {
    DISABLED,
    DELETED,
    DEMOTED
  }

  @Test
  void disableWhenDoneThenSessionsEndTokensAreStaleAndEnableDoesNotReopenThem() {
    UserId jane = people.plain("jane@example.com", people.here);
    StartedSession session = start(jane);
    long before = people.version(jane);

    Account disabled = change(people.owner, jane, DISABLE);

    assertEquals(UserStatus.DISABLED, disabled.user().status());
    assertTrue(people.ended.contains(session.session().id()));
    assertTrue(people.isStale(jane, before));
    change(people.owner, jane, ENABLE);
    assertTrue(people.users.find(jane).orElseThrow().isActive());
    assertEquals(
        new RefreshResult.Refused(),
        people.call(() -> people.sessions.refresh(session.refreshToken())));
    assertAudited(AuditAction.USER_DISABLE, people.owner, jane);
    assertAudited(AuditAction.USER_ENABLE, people.owner, jane);
  }

  @Test
  void disableWhenRepeatedThenNothingMoreHappens() {
    UserId jane = people.plain("jane@example.com", people.here);
    change(people.owner, jane, DISABLE);
    long version = people.version(jane);
    change(people.owner, jane, DISABLE);
    assertEquals(version, people.version(jane));
    assertEquals(1, audited(AuditAction.USER_DISABLE).size());
  }

  @ParameterizedTest
  @EnumSource(names = {"INVITED", "UNVERIFIED"})
  void disableWhenNotYetActiveThenConflictSoThatEnablingCannotMakeItActive(UserStatus status) {
    UserId jane = people.plain("jane@example.com", people.here);
    TestUsers.setStatus(DATABASE, jane, status);
    refuse(ErrorCode.CONFLICT, () -> people.accounts.change(as(people.owner), jane, DISABLE));
    refuse(ErrorCode.CONFLICT, () -> people.accounts.change(as(people.owner), jane, ENABLE));
    assertEquals(status, people.users.find(jane).orElseThrow().status());
  }

  @Test
  void disableWhenTheAccountHasAnotherWorkspaceThenManagingBothIsNeeded() {
    UserId jane = people.plain("jane@example.com", people.here);
    people.join(jane, people.elsewhere, GeneralRole.MEMBER);
    UserId manager = people.member("manager@example.com", people.here, manages);

    refuse(ErrorCode.FORBIDDEN, () -> people.accounts.change(as(manager), jane, DISABLE));
    refuse(ErrorCode.FORBIDDEN, () -> people.accounts.delete(as(manager), jane));
    people.join(manager, people.elsewhere, manages);
    change(manager, jane, DISABLE);
    assertFalse(people.users.find(jane).orElseThrow().isActive());
  }

  @Test
  void changeWhenTheAccountIsOfAnotherWorkspaceThenItDoesNotExist() {
    UserId jane = people.plain("jane@example.com", people.elsewhere);
    UserId manager = people.member("manager@example.com", people.here, manages);
    for (UserId id : List.of(jane, UserId.random())) {
      refuse(ErrorCode.NOT_FOUND, () -> people.accounts.get(as(manager), id));
      refuse(ErrorCode.NOT_FOUND, () -> people.accounts.change(as(manager), id, DISABLE));
      refuse(ErrorCode.NOT_FOUND, () -> people.accounts.delete(as(manager), id));
    }
  }

  @Test
  void changeWhenThePermissionIsHeldInAnotherWorkspaceThenForbiddenHere() {
    UserId jane = people.plain("jane@example.com", people.here);
    UserId manager = people.member("manager@example.com", people.elsewhere, manages);
    people.join(manager, people.here, GeneralRole.MEMBER);
    refuse(ErrorCode.FORBIDDEN, () -> people.accounts.get(as(manager), jane));
    refuse(ErrorCode.FORBIDDEN, () -> people.accounts.change(as(manager), jane, DISABLE));
  }

  @Test
  void changeWhenTheTargetIsAnOwnerThenOnlyAnOwnerMay() {
    UserId manager = people.member("manager@example.com", people.here, manages);
    UserId second = people.secondOwner("second@example.com");
    refuse(ErrorCode.FORBIDDEN, () -> people.accounts.change(as(manager), second, DISABLE));
    refuse(ErrorCode.FORBIDDEN, () -> people.accounts.delete(as(manager), second));
    refuse(ErrorCode.FORBIDDEN, () -> people.accounts.change(as(manager), manager, PROMOTE));
    change(people.owner, second, DISABLE);
  }

  @Test
  void changeWhenTheCallerWasDisabledMeanwhileThenUnauthenticated() {
    UserId manager = people.member("manager@example.com", people.here, manages);
    TestUsers.setStatus(DATABASE, manager, UserStatus.DISABLED);
    refuse(ErrorCode.UNAUTHENTICATED, () -> people.accounts.get(as(manager), people.owner));
  }

  @Test
  void deleteWhenDoneThenNothingPersonalStaysAndTheAddressIsFree() {
    UserId jane = people.plain("jane@example.com", people.here);
    StartedSession session = start(jane);
    people.database.run(() -> people.accounts.delete(as(people.owner), jane));

    assertEquals(
        List.of("ACCOUNT_DELETED"),
        DATABASE.select(
            "select revoked_reason from user_session"
                + " where user_id = ? and address = '' and agent = ''",
            jane.value()));
    UserView gone = people.users.find(jane).orElseThrow();
    assertEquals(UserStatus.DELETED, gone.status());
    assertEquals("", gone.name());
    assertTrue(gone.email().value().endsWith("@deleted.invalid"), gone.email()::value);
    assertEquals(
        List.of(),
        DATABASE.select(
            "select id from gatehouse_user where credential is not null and id = ?", jane.value()));
    assertTrue(people.ended.contains(session.session().id()));
    assertEquals(List.of(), people.call(() -> people.workspaces.workspacesOf(jane)));
    refuse(ErrorCode.NOT_FOUND, () -> people.accounts.get(as(people.owner), jane));
    refuse(ErrorCode.NOT_FOUND, () -> people.accounts.delete(as(people.owner), jane));
    assertTrue(people.users.find(people.user("jane@example.com")).isPresent());
  }

  @ParameterizedTest
  @EnumSource
  void fallWhenTheLastOwnerThenRefused(Fall fall) {
    refuse(ErrorCode.LAST_OWNER, () -> fall(fall, people.owner, people.owner));
    UserId second = people.secondOwner("second@example.com");
    TestUsers.setStatus(DATABASE, second, UserStatus.DISABLED);
    refuse(ErrorCode.LAST_OWNER, () -> fall(fall, people.owner, people.owner));
  }

  @ParameterizedTest
  @EnumSource
  void fallWhenTwoOwnersAtOnceThenOneStays(Fall fall) throws Exception {
    for (int round = 0; round < 5; round++) {
      TestPeople fresh = new TestPeople(DATABASE);
      UserId second = fresh.secondOwner("second@example.com");
      Callable<UserId> first = falling(fresh, fall, fresh.owner);
      Race<UserId> race = Race.of(List.of(first, falling(fresh, fall, second)));
      assertEquals(1, race.won().size());
      assertEquals(List.of(ErrorCode.LAST_OWNER), race.lost());
    }
  }

  @Test
  void demoteWhenDoneThenAlsoTheRoleOfOwnersInWorkspacesIsGone() {
    UserId second = people.secondOwner("second@example.com");
    long before = people.version(people.owner);
    change(second, people.owner, DEMOTE);
    assertTrue(people.isStale(people.owner, before));
    assertEquals(
        List.of(GeneralRole.MEMBER),
        DATABASE.select(
            "select role_id from workspace_member where user_id = ?", people.owner.value()));
    refuse(ErrorCode.FORBIDDEN, () -> people.accounts.change(as(people.owner), second, DEMOTE));
  }

  @Test
  void listWhenOwnerThenEverybodyByAddressInPagesWithoutTheDeleted() {
    for (int i = 0; i < 7; i++) {
      people.user("user" + i + "@example.com");
    }
    people.database.run(
        () -> people.accounts.delete(as(people.owner), people.user("gone@example.com")));
    List<String> seen = new ArrayList<>();
    Optional<UserId> after = Optional.empty();
    for (List<UserView> page = list(after, 3); !page.isEmpty(); page = list(after, 3)) {
      page.forEach(user -> seen.add(user.email().value()));
      after = Optional.of(page.get(page.size() - 1).id());
    }
    assertEquals(8, seen.size());
    assertEquals(seen.stream().sorted().toList(), seen);
    assertEquals(
        1,
        people
            .call(
                () ->
                    people.accounts.list(
                        as(people.owner),
                        new UserSearch(
                            Optional.empty(),
                            Optional.of(UserStatus.DELETED),
                            Optional.empty(),
                            10)))
            .size());
  }

  @Test
  void listWhenManagerOfAWorkspaceThenItsMembersOnlyAlsoInASearch() {
    UserId jane = people.plain("jane@example.com", people.here);
    people.plain("janus@example.com", people.elsewhere);
    UserId manager = people.member("manager@example.com", people.here, manages);
    people.join(manager, people.elsewhere, GeneralRole.MEMBER);
    assertEquals(
        List.of("jane@example.com", "manager@example.com", "owner@example.com"),
        emails(as(manager), ""));
    assertEquals(List.of("jane@example.com"), emails(as(manager), "jane@"));
    refuse(
        ErrorCode.FORBIDDEN, () -> people.accounts.list(as(jane), search("", Optional.empty(), 9)));
  }

  @Test
  void searchWhenAddressAndNameBeginSoThenAddressesFirstEachOnceAcrossPages() {
    rename(people.user("zoe@example.com"), "Anna Zeh");
    rename(people.user("anna@example.com"), "Anna");
    rename(people.user("yan@example.com"), "annabel");
    rename(people.user("annex@example.com"), "Bob");
    List<String> expected =
        List.of("anna@example.com", "annex@example.com", "zoe@example.com", "yan@example.com");
    assertEquals(expected, emails(as(people.owner), "ANN"));
    for (int limit = 1; limit <= 4; limit++) {
      List<String> seen = new ArrayList<>();
      Optional<UserId> after = Optional.empty();
      while (true) {
        UserSearch search = search("ann", after, limit);
        List<UserView> page = people.call(() -> people.accounts.list(as(people.owner), search));
        if (page.isEmpty()) {
          break;
        }
        page.forEach(user -> seen.add(user.email().value()));
        after = Optional.of(page.get(page.size() - 1).id());
      }
      assertEquals(expected, seen, "pages of " + limit);
    }
  }

  @Test
  void searchWhenPatternCharactersThenTheyAreLetters() {
    people.user("jane@example.com");
    people.user("%jan@example.com");
    assertEquals(List.of("%jan@example.com"), emails(as(people.owner), "%"));
    assertEquals(List.of(), emails(as(people.owner), "_"));
    assertEquals(List.of(), emails(as(people.owner), "\uDBFF\uDFFF"));
  }

  @Test
  void auditWhenSeenFromAWorkspaceThenNothingOfAnother() {
    UserId jane = people.plain("jane@example.com", people.here);
    UserId jim = people.plain("jim@example.com", people.elsewhere);
    people.join(jane, people.elsewhere, GeneralRole.MEMBER);
    for (UserId user : List.of(jane, jim)) {
      DATABASE.run(
          () ->
              people.audit.record(
                  AuditEntry.success(AuditAction.SIGN_IN, TestPeople.ORIGIN, user)));
    }
    people.call(() -> people.rooms.rename(as(people.owner), people.here, "Here"));
    people.call(() -> people.members.put(as(people.owner), people.elsewhere, jane, manages));
    assertEquals(
        List.of(AuditAction.SIGN_IN, AuditAction.WORKSPACE_RENAME),
        people.call(() -> people.audit.newest(TestAudit.of(people.here))).stream()
            .map(AuditEventView::action)
            .sorted()
            .toList());
  }

  private List<String> emails(Actor actor, String prefix) {
    return people
        .call(() -> people.accounts.list(actor, search(prefix, Optional.empty(), 50)))
        .stream()
        .map(UserView::email)
        .map(EmailAddress::value)
        .toList();
  }

  private static UserSearch search(String prefix, Optional<UserId> after, int limit) {
    return new UserSearch(
        Optional.of(prefix).filter(text -> !text.isEmpty()), Optional.empty(), after, limit);
  }

  private List<UserView> list(Optional<UserId> after, int limit) {
    return people.call(() -> people.accounts.list(as(people.owner), search("", after, limit)));
  }

  private void rename(UserId user, String name) {
    people.call(() -> people.lifeCycle.rename(user, name));
  }

  private StartedSession start(UserId user) {
    return people.call(
        () -> people.sessions.start(user, "pwd", Optional.empty(), TestPeople.ORIGIN));
  }

  private Account change(UserId actor, UserId target, UserChange change) {
    return people.call(() -> people.accounts.change(as(actor), target, change));
  }

  private void fall(Fall fall, UserId actor, UserId target) {
    fall(people, fall, actor, target);
  }

  private static Callable<UserId> falling(TestPeople people, Fall fall, UserId own) {
    return () -> {
      DATABASE.run(() -> fall(people, fall, own, own));
      return own;
    };
  }

  private static void fall(TestPeople people, Fall fall, UserId actor, UserId target) {
    switch (fall) {
      case DISABLED -> people.accounts.change(as(actor), target, DISABLE);
      case DELETED -> people.accounts.delete(as(actor), target);
      case DEMOTED -> people.accounts.change(as(actor), target, DEMOTE);
    }
  }

  private void refuse(ErrorCode code, Runnable deed) {
    Refusals.assertRefused(DATABASE, code, deed);
  }

  private List<AuditEventView> audited(AuditAction action) {
    return TestAudit.all(DATABASE, people.clock).stream()
        .filter(event -> event.action() == action)
        .toList();
  }

  private void assertAudited(AuditAction action, UserId actor, UserId target) {
    AuditEventView event = audited(action).get(0);
    assertEquals(actor.value(), event.actorId());
    assertEquals(target.value(), event.userId());
  }
}
