package org.gatehouse.workspace;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.gatehouse.authority.GeneralRole;
import org.gatehouse.authority.Permission;
import org.gatehouse.kernel.TestClock;
import org.gatehouse.kernel.UserId;
import org.gatehouse.persistence.ConstraintViolations;
import org.gatehouse.persistence.TestDatabase;
import org.gatehouse.user.TestUsers;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class WorkspacesTest {
  @RegisterExtension static final TestDatabase DATABASE = new TestDatabase();

  private static final UUID MEMBER = UUID.fromString("00000000-0000-4000-8000-000000000002");
  private static final UUID PERSONAL = UUID.fromString("00000000-0000-4000-8000-000000000003");

  private final TestClock clock = new TestClock();
  private final Workspaces workspaces = TestWorkspaces.on(DATABASE, clock);

  @BeforeEach
  void clear() {
    DATABASE.clear();
  }

  @Test
  void foundWhenFirstThenOrganizationWorkspaceAndOwnerAreThere() {
    UserId jane = user("jane@example.com");
    assertFalse(DATABASE.call(workspaces::isFounded));
    Founded founded = found(jane);
    assertTrue(DATABASE.call(workspaces::isFounded));

    assertEquals("Acme", founded.organization().name());
    assertEquals("Default Workspace", founded.workspace().name());
    assertEquals(founded.organization().id(), founded.workspace().organizationId());
    assertEquals(jane, founded.workspaceMember().user());
    assertEquals(TestClock.START, founded.workspace().createdAt());
    Membership membership = membershipOf(jane);
    assertTrue(membership.isOwner());
    assertEquals(Optional.of(founded.organization().id()), membership.organizationId());
    assertEquals(Permission.ALL, membership.permissions());
    assertEquals(Set.of("owner"), membership.groups());
    assertEquals(founded.workspace().id(), membership.active().orElseThrow().workspaceId());
  }

  @Test
  void foundWhenFoundedBeforeThenDuplicateAndNothingIsLeftHalfDone() {
    found(user("jane@example.com"));
    UserId john = user("john@example.com");
    RuntimeException refused = assertThrows(RuntimeException.class, () -> found(john));
    assertTrue(ConstraintViolations.isDuplicate(refused));
    for (String table :
        List.of(
            "installation",
            "organization",
            "organization_member",
            "workspace",
            "workspace_member")) {
      assertEquals(1, DATABASE.count(table), table);
    }
    assertEquals(Optional.empty(), membershipOf(john).organizationId());
  }

  @Test
  void membershipOfWhenUserBelongsNowhereThenEmpty() {
    Membership none = membershipOf(user("jane@example.com"));
    assertEquals(
        new Membership(Optional.empty(), false, List.of(), Optional.empty(), List.of()), none);
    assertEquals(Set.of(), none.groups());
    assertEquals(Optional.empty(), none.active());
  }

  @Test
  void membershipOfWhenMemberWithoutAWorkspaceThenOrganizationAndNothingElse() {
    UUID organization = found(user("owner@example.com")).organization().id();
    UserId jane = user("jane@example.com");
    join(organization, jane, MEMBER);
    assertEquals(
        new Membership(Optional.of(organization), false, List.of(), Optional.empty(), List.of()),
        membershipOf(jane));
  }

  @Test
  void membershipOfWhenOwnerWithoutAWorkspaceThenStillMayDoEverything() {
    UserId jane = user("jane@example.com");
    found(jane);
    DATABASE.execute("delete from workspace_member");
    Membership membership = membershipOf(jane);
    assertEquals(Permission.ALL, membership.permissions());
    assertEquals(Set.of("owner"), membership.groups());
  }

  @Test
  void membershipOfWhenSeveralWorkspacesThenOldestIsActiveAndDecides() {
    UUID organization = found(user("owner@example.com")).organization().id();
    UserId jane = user("jane@example.com");
    join(organization, jane, MEMBER);
    UUID newer = workspace(organization, "Newer", 2_000);
    UUID older = workspace(organization, "Older", 1_000);
    assign(newer, jane, MEMBER);
    assign(older, jane, PERSONAL);

    Membership membership = membershipOf(jane);
    assertEquals(
        List.of(
            new Assignment(older, "Older", organization, PERSONAL, "personal workspace"),
            new Assignment(newer, "Newer", organization, MEMBER, "member")),
        membership.assignments());
    assertEquals(List.of("workspace:view", "workspace:update"), membership.permissions());
    assertEquals(Set.of("personal workspace"), membership.groups());
    assertFalse(membership.isOwner());
  }

  @Test
  void membershipOfWhenAWorkspaceWasChosenThenItDecidesUnlessItIsNotTheirs() {
    UUID organization = found(user("owner@example.com")).organization().id();
    UserId jane = user("jane@example.com");
    join(organization, jane, MEMBER);
    UUID older = workspace(organization, "Older", 1_000);
    UUID newer = workspace(organization, "Newer", 2_000);
    UUID theirs = workspace(organization, "Theirs", 3_000);
    assign(older, jane, PERSONAL);
    assign(newer, jane, MEMBER);

    Membership chosen = DATABASE.call(() -> workspaces.membershipOf(jane, Optional.of(newer)));
    assertEquals(newer, chosen.active().orElseThrow().workspaceId());
    assertEquals(Set.of("member"), chosen.groups());
    assertEquals(List.of(), chosen.permissions());
    Membership gone = DATABASE.call(() -> workspaces.membershipOf(jane, Optional.of(theirs)));
    assertEquals(older, gone.active().orElseThrow().workspaceId());
    assertEquals(Set.of("personal workspace"), gone.groups());
  }

  @Test
  void groupsWhenRoleOfOwnersInAWorkspaceButNoOwnerThenItOpensNothing() {
    UUID organization = found(user("owner@example.com")).organization().id();
    UserId jane = user("jane@example.com");
    join(organization, jane, MEMBER);
    assign(workspace(organization, "One", 1_000), jane, GeneralRole.OWNER);
    assertEquals(Set.of(), membershipOf(jane).groups());
  }

  @Test
  void membershipOfWhenRoleHasNoPermissionsThenNone() {
    UUID organization = found(user("owner@example.com")).organization().id();
    UserId jane = user("jane@example.com");
    join(organization, jane, MEMBER);
    assign(workspace(organization, "One", 1_000), jane, MEMBER);
    assertEquals(List.of(), membershipOf(jane).permissions());
  }

  @Test
  void membershipOfWhenWorkspaceIsAnotherOrganizationsThenItDoesNotCount() {
    UUID organization = found(user("owner@example.com")).organization().id();
    UserId jane = user("jane@example.com");
    join(organization, jane, MEMBER);
    UUID foreign = UUID.randomUUID();
    DATABASE.execute("insert into organization values (?, 'Other', 1)", foreign);
    assign(workspace(foreign, "Foreign", 1_000), jane, GeneralRole.OWNER);
    assertEquals(List.of(), membershipOf(jane).assignments());
    assertEquals(List.of(), membershipOf(jane).permissions());
  }

  private UserId user(String email) {
    return TestUsers.create(DATABASE, clock, email, "hash").id();
  }

  private Founded found(UserId owner) {
    return DATABASE.call(() -> workspaces.found(owner, "Acme"));
  }

  private Membership membershipOf(UserId user) {
    return DATABASE.call(() -> workspaces.membershipOf(user, Optional.empty()));
  }

  private static UUID workspace(UUID organization, String name, long createdAt) {
    UUID id = UUID.randomUUID();
    DATABASE.execute(
        "insert into workspace values (?, ?, ?, ?)", id, organization, name, createdAt);
    return id;
  }

  private static void join(UUID organization, UserId user, UUID role) {
    DATABASE.execute(
        "insert into organization_member values (?, ?, ?, 1)", organization, user.value(), role);
  }

  private static void assign(UUID workspace, UserId user, UUID role) {
    DATABASE.execute(
        "insert into workspace_member values (?, ?, ?, 1)", workspace, user.value(), role);
  }
}
