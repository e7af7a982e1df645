package org.gatehouse.workspace;

import static org.gatehouse.people.TestPeople.as;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.gatehouse.authority.Authority;
import org.gatehouse.authority.GeneralRole;
import org.gatehouse.kernel.ErrorCode;
import org.gatehouse.kernel.UserId;
import org.gatehouse.people.Refusals;
import org.gatehouse.people.TestPeople;
import org.gatehouse.persistence.TestDatabase;
import org.gatehouse.user.AccessVersions;
import org.gatehouse.user.TestUsers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

@Timeout(60)
class MembersTest {
  @RegisterExtension static final TestDatabase DATABASE = new TestDatabase();

  private final TestPeople people = new TestPeople(DATABASE);
  private final UUID manages = people.role("people manager", "users:manage", "article:edit");
  private final UUID editor = people.role("editor", "article:edit");
  private final UUID publisher = people.role("publisher", "article:edit", "article:publish");

  @Test
  void putWhenRoleChangesThenTokensAreStaleOnThisNodeAndOnOthersAfterTheirPoll() {
    UserId jane = people.plain("jane@example.com", people.here);
    UserId john = people.plain("john@example.com", people.here);
    long before = people.version(jane);
    AccessVersions otherNode = TestUsers.versions(people.clock);

    assertFalse(people.isStale(jane, before));
    put(people.owner, people.here, jane, editor);

    assertTrue(people.isStale(jane, before));
    assertFalse(people.isStale(jane, people.version(jane)));
    assertFalse(people.isStale(john, people.version(john)));
    assertFalse(otherNode.isStale(jane, before));
    DATABASE.run(
        () ->
            TestUsers.changes(DATABASE, otherNode, people.clock)
                .learnSince(people.clock.instant()));
    assertTrue(otherNode.isStale(jane, before));
    assertFalse(otherNode.isStale(jane, people.version(jane)));
  }

  @Test
  void putWhenTheDeedFailsAtItsEndThenNoTokenIsStale() {
    UserId jane = people.plain("jane@example.com", people.here);
    long before = people.version(jane);
    Refusals.assertRefused(
        DATABASE,
        ErrorCode.NOT_FOUND,
        () -> {
          people.members.put(as(people.owner), people.here, jane, editor);
          throw Authority.notFound();
        });
    assertFalse(people.isStale(jane, before));
    assertEquals(before, people.version(jane));
  }

  @Test
  void putWhenTheSameRoleThenNothingChanges() {
    UserId jane = people.member("jane@example.com", people.here, editor);
    long before = people.version(jane);
    put(people.owner, people.here, jane, editor);
    assertEquals(before, people.version(jane));
  }

  @Test
  void putWhenTheCallerHoldsAllOfItThenGrantedElseForbidden() {
    UserId jane = people.plain("jane@example.com", people.here);
    UserId manager = people.member("manager@example.com", people.here, manages);
    put(manager, people.here, jane, editor);
    refuse(ErrorCode.FORBIDDEN, manager, people.here, jane, publisher);
    refuse(ErrorCode.FORBIDDEN, manager, people.here, manager, publisher);
    refuse(ErrorCode.FORBIDDEN, manager, people.here, manager, GeneralRole.OWNER);
    refuse(ErrorCode.FORBIDDEN, manager, people.here, people.owner, editor);
    refuse(ErrorCode.FORBIDDEN, jane, people.here, jane, GeneralRole.MEMBER);
  }

  @Test
  void putWhenWhatIsGrantedIsHeldInAnotherWorkspaceOnlyThenForbidden() {
    UserId jane = people.plain("jane@example.com", people.here);
    UserId manager = people.member("manager@example.com", people.here, manages);
    people.join(manager, people.elsewhere, publisher);
    refuse(ErrorCode.FORBIDDEN, manager, people.here, jane, publisher);
  }

  @Test
  void putWhenTheRoleOfOwnersThenOnlyForOwners() {
    UserId jane = people.plain("jane@example.com", people.here);
    refuse(ErrorCode.FORBIDDEN, people.owner, people.here, jane, GeneralRole.OWNER);
    UserId second = people.secondOwner("second@example.com");
    put(people.owner, people.here, second, GeneralRole.OWNER);
  }

  @Test
  void putWhenTheAccountIsUnknownToTheCallerThenNotFoundSoThatIdsCannotBeTried() {
    UserId manager = people.member("manager@example.com", people.here, manages);
    UserId stranger = people.plain("stranger@example.com", people.elsewhere);
    refuse(ErrorCode.NOT_FOUND, manager, people.here, stranger, editor);
    refuse(ErrorCode.NOT_FOUND, manager, people.here, UserId.random(), editor);
    refuse(ErrorCode.NOT_FOUND, manager, people.elsewhere, stranger, editor);
    refuse(ErrorCode.NOT_FOUND, manager, UUID.randomUUID(), stranger, editor);
    people.join(manager, people.elsewhere, manages);
    assertTrue(put(manager, people.here, stranger, editor).added());
    refuse(ErrorCode.VALIDATION_FAILED, manager, people.here, stranger, UUID.randomUUID());
  }

  @Test
  void removeWhenDoneThenStaleAndOutAndOwnersOnlyByOwners() {
    UserId jane = people.plain("jane@example.com", people.here);
    UserId manager = people.member("manager@example.com", people.here, manages);
    long before = people.version(jane);
    DATABASE.run(() -> people.members.remove(as(manager), people.here, jane));
    assertTrue(people.isStale(jane, before));
    assertEquals(
        List.of(),
        people.call(() -> people.workspaces.membershipOf(jane, Optional.empty())).assignments());
    Refusals.assertRefused(
        DATABASE, ErrorCode.NOT_FOUND, () -> people.members.remove(as(manager), people.here, jane));
    Refusals.assertRefused(
        DATABASE,
        ErrorCode.FORBIDDEN,
        () -> people.members.remove(as(manager), people.here, people.owner));
  }

  @Test
  void listWhenPagedThenEachMemberOnceAndNobodyElse() {
    for (int i = 0; i < 6; i++) {
      people.plain("user" + i + "@example.com", people.here);
    }
    people.plain("stranger@example.com", people.elsewhere);
    List<String> seen = new ArrayList<>();
    Optional<UUID> after = Optional.empty();
    for (List<MemberDetails> page = page(after); !page.isEmpty(); page = page(after)) {
      page.forEach(member -> seen.add(member.email()));
      after = Optional.of(page.get(page.size() - 1).userId());
    }
    assertEquals(7, seen.size());
    assertFalse(seen.contains("stranger@example.com"));
  }

  @Test
  void deleteWhenAWorkspaceThenItsMembersAreOutAndTheLastOneStays() {
    UserId jane = people.plain("jane@example.com", people.elsewhere);
    long before = people.version(jane);
    DATABASE.run(() -> people.rooms.delete(as(people.owner), people.elsewhere));
    assertTrue(people.isStale(jane, before));
    Refusals.assertRefused(
        DATABASE,
        ErrorCode.LAST_WORKSPACE,
        () -> people.rooms.delete(as(people.owner), people.here));
    Refusals.assertRefused(
        DATABASE, ErrorCode.NOT_FOUND, () -> people.rooms.get(as(people.owner), people.elsewhere));
  }

  @Test
  void createWhenNoOwnerThenTheMakerGetsTheRoleByWhichTheyMadeIt() {
    UUID makes = people.role("maker", "workspace:create", "workspace:view");
    UserId jane = people.member("jane@example.com", people.here, makes);
    WorkspaceView made = people.call(() -> people.rooms.create(as(jane), "Jane's"));
    assertEquals(
        makes, people.call(() -> people.memberships.find(made.id(), jane)).orElseThrow().roleId());
    assertEquals(
        List.of("Default Workspace", "Jane's"),
        people.call(() -> people.rooms.list(as(jane), Optional.empty(), 10)).stream()
            .map(WorkspaceView::name)
            .toList());
    people.call(() -> people.rooms.create(TestPeople.operator(), "Operator's"));
    UserId john = people.plain("john@example.com", people.here);
    Refusals.assertRefused(
        DATABASE, ErrorCode.FORBIDDEN, () -> people.rooms.create(as(john), "John's"));
  }

  private List<MemberDetails> page(Optional<UUID> after) {
    return people.call(() -> people.members.list(as(people.owner), people.here, after, 3));
  }

  private Members.Put put(UserId actor, UUID workspace, UserId user, UUID role) {
    return people.call(() -> people.members.put(as(actor), workspace, user, role));
  }

  private void refuse(ErrorCode code, UserId actor, UUID workspace, UserId user, UUID role) {
    Refusals.assertRefused(
        DATABASE, code, () -> people.members.put(as(actor), workspace, user, role));
  }
}
