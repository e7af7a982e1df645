package org.gatehouse.role;

import static org.gatehouse.people.TestPeople.as;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.gatehouse.authority.GeneralRole;
import org.gatehouse.authority.PermissionSet;
import org.gatehouse.kernel.AuthException;
import org.gatehouse.kernel.ErrorCode;
import org.gatehouse.kernel.UserId;
import org.gatehouse.people.Refusals;
import org.gatehouse.people.TestPeople;
import org.gatehouse.persistence.TestDatabase;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RolesTest {
  @RegisterExtension static final TestDatabase DATABASE = new TestDatabase();

  private final TestPeople people = new TestPeople(DATABASE);
  private final UUID makes = people.role("role maker", "roles:manage", "article:edit");

  @ParameterizedTest
  @ValueSource(
      strings = {
        "owner",
        "Owner",
        " OWNER ",
        "operator",
        "oPerator",
        "member",
        "Member\n",
        "personal workspace",
        "Personal Workspace",
        "*",
        "**",
        "",
        " ",
        "a,b",
        "a\u200Bb",
        "-x",
      })
  void draftWhenTheNameOpensDoorsOrIsNoneThenRefused(String name) {
    AuthException refused =
        assertThrows(
            AuthException.class,
            () -> RoleDraft.of(Optional.of(name), Optional.empty(), Optional.empty()));
    assertEquals(ErrorCode.VALIDATION_FAILED, refused.code());
  }

  @ParameterizedTest
  @ValueSource(strings = {"*", "", "article", "article:", ":edit", "a:b,c:d", "a b:c", "a:b:c"})
  void draftWhenAPermissionHasAnotherFormThenRefused(String permission) {
    assertThrows(
        AuthException.class,
        () ->
            RoleDraft.of(
                Optional.of("x"), Optional.empty(), Optional.of(List.of("a:b", permission))));
  }

  @Test
  void createWhenTheCallerHoldsAllOfItThenMadeElseForbidden() {
    UserId jane = people.member("jane@example.com", people.here, makes);
    RoleView made =
        people.call(
            () -> people.roles.create(as(jane), TestRoles.draft(" editor ", "article:edit")));
    assertEquals("editor", made.name());
    assertEquals(PermissionSet.of(List.of("article:edit")), made.permissions());
    refuse(
        ErrorCode.FORBIDDEN,
        () -> people.roles.create(as(jane), TestRoles.draft("boss", "users:manage")));
    refuse(ErrorCode.NAME_TAKEN, () -> people.roles.create(as(jane), TestRoles.draft("editor")));
    UserId plain = people.plain("plain@example.com", people.here);
    refuse(ErrorCode.FORBIDDEN, () -> people.roles.create(as(plain), TestRoles.draft("mine")));
    refuse(ErrorCode.FORBIDDEN, () -> people.roles.list(as(plain), Optional.empty(), 10));
  }

  @Test
  void changeWhenPermissionsOrNameChangeThenAllHoldersTokensAreStale() {
    UUID editor = people.role("editor", "article:edit");
    UserId jane = people.member("jane@example.com", people.here, editor);
    UserId john = people.member("john@example.com", people.elsewhere, editor);
    long janes = people.version(jane);
    long johns = people.version(john);
    change(people.owner, editor, TestRoles.draft(null, "article:edit", "article:publish"));
    assertTrue(people.isStale(jane, janes));
    assertTrue(people.isStale(john, johns));

    long next = people.version(jane);
    change(people.owner, editor, TestRoles.draft("writer", "article:edit", "article:publish"));
    assertTrue(people.isStale(jane, next));
    long last = people.version(jane);
    people.call(
        () ->
            people.roles.change(
                as(people.owner),
                editor,
                RoleDraft.of(Optional.empty(), Optional.of("Writes articles"), Optional.empty())));
    assertFalse(people.isStale(jane, last), "a description changes nothing");
  }

  @Test
  void changeWhenTheRoleCountsInAWorkspaceOfOthersThenForbidden() {
    UUID editor = people.role("editor", "article:edit");
    UserId jane = people.member("jane@example.com", people.here, makes);
    people.member("john@example.com", people.here, editor);
    change(jane, editor, TestRoles.draft("writer", "article:edit"));
    people.member("jim@example.com", people.elsewhere, editor);
    refuse(
        ErrorCode.FORBIDDEN,
        () -> people.roles.change(as(jane), editor, TestRoles.draft("mine", "article:edit")));
  }

  @Test
  void changeWhenItAddsWhatTheCallerLacksThenForbiddenAlsoForTheOwnRole() {
    UserId jane = people.member("jane@example.com", people.here, makes);
    UUID editor = people.role("editor", "article:edit");
    for (UUID role : List.of(makes, editor)) {
      refuse(
          ErrorCode.FORBIDDEN,
          () ->
              people.roles.change(
                  as(jane), role, TestRoles.draft(null, "article:edit", "users:manage")));
    }
    UUID boss = people.role("boss", "users:manage");
    refuse(
        ErrorCode.FORBIDDEN,
        () -> people.roles.change(as(jane), boss, TestRoles.draft(null, "article:edit")));
    refuse(ErrorCode.FORBIDDEN, () -> people.roles.delete(as(jane), boss));
  }

  @Test
  void changeWhenGeneralThenForbiddenAlsoForOwners() {
    refuse(
        ErrorCode.FORBIDDEN,
        () ->
            people.roles.change(
                as(people.owner), GeneralRole.MEMBER, TestRoles.draft(null, "users:manage")));
    refuse(ErrorCode.FORBIDDEN, () -> people.roles.delete(as(people.owner), GeneralRole.OWNER));
    refuse(ErrorCode.NOT_FOUND, () -> people.roles.delete(as(people.owner), UUID.randomUUID()));
  }

  @Test
  void deleteWhenInUseThenRefusedElseGone() {
    UUID editor = people.role("editor", "article:edit");
    UserId jane = people.member("jane@example.com", people.here, editor);
    refuse(ErrorCode.ROLE_IN_USE, () -> people.roles.delete(as(people.owner), editor));
    DATABASE.run(() -> people.members.remove(as(people.owner), people.here, jane));
    DATABASE.run(() -> people.roles.delete(as(people.owner), editor));
    assertEquals(Optional.empty(), people.call(() -> people.roles.find(editor)));
  }

  @Test
  void listWhenPagedThenByNameEachOnce() {
    people.role("editor");
    people.role("archivist");
    List<String> names = new ArrayList<>();
    Optional<UUID> after = Optional.empty();
    for (List<RoleView> page = page(after); !page.isEmpty(); page = page(after)) {
      page.forEach(role -> names.add(role.name()));
      after = Optional.of(page.get(page.size() - 1).id());
    }
    assertEquals(
        List.of("archivist", "editor", "member", "owner", "personal workspace", "role maker"),
        names);
  }

  private List<RoleView> page(Optional<UUID> after) {
    return people.call(() -> people.roles.list(as(people.owner), after, 4));
  }

  private RoleView change(UserId actor, UUID role, RoleDraft draft) {
    return people.call(() -> people.roles.change(as(actor), role, draft));
  }

  private void refuse(ErrorCode code, Runnable deed) {
    Refusals.assertRefused(DATABASE, code, deed);
  }
}
