package org.gatehouse.signon;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.gatehouse.authority.GeneralRole;
import org.gatehouse.config.value.GroupRole;
import org.gatehouse.kernel.UserId;
import org.gatehouse.people.TestPeople;
import org.gatehouse.sso.ProviderName;
import org.gatehouse.workspace.Assignment;
import org.gatehouse.workspace.Membership;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Memberships follow the groups of a provider, and nothing else does. */
@Timeout(60)
class GroupMembershipsTest extends SignOnHouse {
  private final UUID reader = people.role("reader", "article:read");

  private void rules(String text) {
    providers.replace(providers.all(), Map.of(ProviderName.GOOGLE, GroupRole.parseAll(text)));
  }

  private void comeAs(String... names) {
    groups = Optional.of(List.of(names));
    who = vouched("1", "ada@example.org");
  }

  private UserId somebody() {
    UserId ada = people.user("ada@example.org");
    link(ada);
    return ada;
  }

  private Optional<UUID> roleOf(UserId user, UUID workspace) {
    return membership(user).assignments().stream()
        .filter(held -> held.workspaceId().equals(workspace))
        .map(Assignment::roleId)
        .findFirst();
  }

  private Membership membership(UserId user) {
    return people.workspaces.membershipOf(user, Optional.empty());
  }

  private long version(UserId user) {
    return people.version(user);
  }

  @Test
  void signInWhenInAGroupThenTheRoleComesChangesAndGoesWithIt() {
    UserId ada = somebody();
    rules("editors=Elsewhere:editor;readers=Elsewhere:reader");
    comeAs("readers", "others");
    in(signIn());
    assertEquals(Optional.of(reader), roleOf(ada, people.elsewhere));
    long before = version(ada);
    in(signIn());
    assertEquals(before, version(ada), "nothing has changed");
    comeAs("readers", "editors");
    in(signIn());
    assertEquals(Optional.of(editor), roleOf(ada, people.elsewhere));
    assertTrue(people.isStale(ada, before), "older tokens are refused");
    comeAs();
    in(signIn());
    assertEquals(Optional.empty(), roleOf(ada, people.elsewhere));
    assertEquals(0, DATABASE.count("sso_grant"));
    assertTrue(auditText().contains("MEMBER_ADD SUCCESS google: group"), this::auditText);
    assertTrue(auditText().contains("MEMBER_REMOVE SUCCESS google: group"), this::auditText);
  }

  @Test
  void signInWhenTheMembershipWasGivenByHandThenItStays() {
    UserId ada = somebody();
    people.join(ada, people.here, reader);
    rules("editors=" + people.here + ":" + editor);
    comeAs("editors");
    in(signIn());
    assertEquals(Optional.of(reader), roleOf(ada, people.here));
    comeAs();
    in(signIn());
    assertEquals(Optional.of(reader), roleOf(ada, people.here));
  }

  @Test
  void signInWhenTheRoleThatOpensNothingIsHeldThenItIsRaisedAndComesBack() {
    UserId ada = somebody();
    people.join(ada, people.here, GeneralRole.MEMBER);
    rules("editors=" + people.here + ":editor");
    comeAs("editors");
    in(signIn());
    assertEquals(Optional.of(editor), roleOf(ada, people.here));
    comeAs("none");
    in(signIn());
    assertEquals(Optional.of(GeneralRole.MEMBER), roleOf(ada, people.here));
  }

  @Test
  void signInWhenSomebodyHasChangedItByHandThenItCountsAsGivenByHand() {
    UserId ada = somebody();
    rules("editors=Elsewhere:editor");
    comeAs("editors");
    in(signIn());
    Object unused =
        people.call(
            () -> people.members.put(TestPeople.as(people.owner), people.elsewhere, ada, reader));
    in(signIn());
    assertEquals(Optional.of(reader), roleOf(ada, people.elsewhere));
    comeAs();
    in(signIn());
    assertEquals(Optional.of(reader), roleOf(ada, people.elsewhere));
  }

  @Test
  void signInWhenTakenOutByHandThenTheGroupBringsThemBack() {
    UserId ada = somebody();
    rules("editors=Elsewhere:editor");
    comeAs("editors");
    in(signIn());
    DATABASE.run(() -> people.members.remove(TestPeople.as(people.owner), people.elsewhere, ada));
    assertEquals(0, DATABASE.count("sso_grant"));
    in(signIn());
    assertEquals(Optional.of(editor), roleOf(ada, people.elsewhere));
  }

  @Test
  void signInWhenAnotherProviderHasGivenItThenItIsNotTaken() {
    UserId ada = somebody();
    rules("editors=Elsewhere:editor");
    comeAs("editors");
    in(signIn());
    DATABASE.execute("update sso_grant set provider = 'OIDC'");
    comeAs();
    in(signIn());
    assertEquals(Optional.of(editor), roleOf(ada, people.elsewhere));
  }

  @Test
  void signInWhenTheRuleNamesWhatIsNotThereThenNothingIsGivenAndItIsSaid() {
    UserId ada = somebody();
    DATABASE.execute(
        "insert into workspace select cast('00000000-0000-4000-9000-000000000001' as uuid), organization_id, 'Twice', 3 from"
            + " installation");
    DATABASE.execute(
        "insert into workspace select cast('00000000-0000-4000-9000-000000000002' as uuid), organization_id, 'Twice', 4 from"
            + " installation");
    rules("a=Nowhere:editor;a=Elsewhere:nobody;a=Twice:editor");
    comeAs("a");
    in(signIn());
    assertEquals(List.of(), membership(ada).assignments());
    assertEquals(
        2,
        auditText()
            .lines()
            .filter("SSO_GROUPS FAILURE google: no-single-workspace"::equals)
            .count());
    assertTrue(auditText().contains("SSO_GROUPS FAILURE google: no-single-role"));
  }

  @Test
  void signInWhenARuleWouldMakeOwnersThenItDoesNot() {
    UserId ada = somebody();
    providers.replace(
        providers.all(),
        Map.of(
            ProviderName.GOOGLE,
            List.of(new GroupRole("a", "Elsewhere", GeneralRole.OWNER.toString()))));
    comeAs("a");
    in(signIn());
    assertEquals(Optional.empty(), roleOf(ada, people.elsewhere));
    assertTrue(auditText().contains("SSO_GROUPS FAILURE google: role-of-owners"));
  }

  @Test
  void signInWhenAnOwnerComesThenStillAnOwnerWhateverTheGroupsSay() {
    link(people.owner);
    rules("editors=" + people.here + ":editor;editors=Elsewhere:editor");
    comeAs("editors");
    in(signIn());
    comeAs();
    in(signIn());
    assertTrue(membership(people.owner).isOwner());
    assertEquals(Optional.of(GeneralRole.OWNER), roleOf(people.owner, people.here));
    assertEquals(Optional.empty(), roleOf(people.owner, people.elsewhere));
  }

  @Test
  void signInWhenTheProviderCannotSayTheGroupsThenWhatTheyGaveIsTaken() {
    UserId ada = somebody();
    rules("editors=Elsewhere:editor");
    comeAs("editors");
    in(signIn());
    groups = Optional.empty();
    who = vouched("1", "ada@example.org");
    in(signIn());
    assertEquals(Optional.empty(), roleOf(ada, people.elsewhere));
    assertTrue(auditText().contains("SSO_GROUPS FAILURE google: groups-not-said"));
  }

  @Test
  void signInWhenTheRulesAreGoneThenWhatTheyGaveIsTaken() {
    UserId ada = somebody();
    rules("editors=Elsewhere:editor");
    comeAs("editors");
    in(signIn());
    providers.replace(providers.all(), Map.of());
    in(signIn());
    assertEquals(Optional.empty(), roleOf(ada, people.elsewhere));
    assertEquals(0, DATABASE.count("sso_grant"));
  }

  @Test
  void signInWhenNewAndInAGroupThenProvisionedWithTheRole() {
    rules("editors=" + people.here + ":editor");
    comeAs("editors");
    UserId ada = in(signIn(signOn(Set.of("example.org")), Optional.empty())).id();
    assertEquals(Optional.of(editor), roleOf(ada, people.here));
  }
}
