package org.gatehouse.server.people;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.gatehouse.server.Http;
import org.gatehouse.server.people.Crew.Person;
import org.junit.jupiter.api.Test;

/** Members that a body has beyond its own are nobody's: no column is set by naming it. */
class MassAssignmentIT {
  private static final String OWNER_ROLE = "00000000-0000-4000-8000-000000000001";
  private static final String FOREIGN = UUID.randomUUID().toString();
  private static final Crew CREW = Crew.shared();

  /** Everything that a row or an answer has, under any name that it could be bound by. */
  private static final Map<String, Object> EXTRA =
      Map.ofEntries(
          Map.entry("status", "deleted"),
          Map.entry("isOwner", true),
          Map.entry("isSSO", true),
          Map.entry("role", "owner"),
          Map.entry("role_id", OWNER_ROLE),
          Map.entry("userId", FOREIGN),
          Map.entry("organizationId", FOREIGN),
          Map.entry("organization_id", FOREIGN),
          Map.entry("workspaceId", FOREIGN),
          Map.entry("createdAt", "2001-01-01T00:00:00.000Z"),
          Map.entry("createdDate", "2001-01-01T00:00:00.000Z"),
          Map.entry("accessVersion", 99),
          Map.entry("credential_hash", "x"),
          Map.entry("defaultWorkspaceId", FOREIGN),
          Map.entry("general", true));

  private final String workspace = CREW.workspace();
  private final Person jane = CREW.member(workspace, Crew.MEMBER);

  @Test
  void profileWhenItNamesMoreThenOnlyTheNameChanges() {
    JsonNode before = CREW.owner().get("api/v1/users/" + jane.id()).json();
    Http.Answer answer =
        CREW.as(jane)
            .sendJson(
                "PUT", "api/v1/user", with(Map.of("name", "Jane", "isOrganizationAdmin", true)));
    assertEquals(200, answer.status(), answer::toString);
    JsonNode after = CREW.owner().get("api/v1/users/" + jane.id()).json();
    assertEquals("Jane", after.path("name").asText());
    for (String member : List.of("id", "email", "status", "createdAt", "isOrganizationAdmin")) {
      assertEquals(before.path(member), after.path(member), member);
    }
    assertFalse(after.path("isOrganizationAdmin").asBoolean());
  }

  @Test
  void accountWhenItNamesMoreThenItIsPassedOver() {
    Map<String, Object> body = with(Map.of("name", "Jane"));
    body.put("id", FOREIGN);
    body.put("email", "eve@example.org");
    body.put("status", "active");
    JsonNode after = CREW.owner().sendJson("PATCH", "api/v1/users/" + jane.id(), body).json();
    assertEquals(jane.id(), after.path("id").asText());
    assertEquals(jane.email(), after.path("email").asText());
    assertFalse(after.path("isOrganizationAdmin").asBoolean());
  }

  @Test
  void registrationWhenItNamesMoreThenAPlainMemberOfTheInvitedWorkspace() {
    String email = Crew.fresh() + "@example.org";
    String token = Crew.token(CREW.invite(email, workspace, Crew.MEMBER));
    Map<String, Object> user =
        with(Map.of("name", "Eve", "email", email, "credential", Crew.PASSWORD));
    user.put("tempToken", token);
    user.put("id", FOREIGN);
    Map<String, Object> body = with(Map.of("user", user, "organization", Map.of("name", "Mine")));
    body.put("workspace", Map.of("id", FOREIGN));
    body.put("organizationUser", Map.of("roleId", OWNER_ROLE));
    JsonNode made = Crew.created(CREW.anybody().post("api/v1/account/register", body));
    assertEquals(workspace, made.at("/workspace/id").asText());
    assertEquals(Crew.MEMBER, made.at("/workspaceUser/roleId").asText());
    assertEquals(Crew.MEMBER, made.at("/organizationUser/roleId").asText());
    assertEquals("active", made.at("/user/status").asText());
    assertFalse(made.at("/user/id").asText().equals(FOREIGN));
    assertFalse(made.at("/organization/name").asText().equals("Mine"));
  }

  @Test
  void workspaceWhenItNamesMoreThenItIsPassedOver() {
    Map<String, Object> body = with(Map.of("name", "Mine", "id", FOREIGN));
    JsonNode made = Crew.created(CREW.owner().post("api/v1/workspaces", body));
    assertOwn(made);
    JsonNode changed =
        CREW.owner()
            .sendJson("PATCH", "api/v1/workspaces/" + made.path("id").asText(), body)
            .json();
    assertEquals(made.path("id"), changed.path("id"));
    assertOwn(changed);
  }

  @Test
  void memberWhenItNamesMoreThenItIsPassedOver() {
    JsonNode member =
        CREW.owner()
            .sendJson(
                "PUT",
                "api/v1/workspaces/" + workspace + "/members/" + jane.id(),
                with(Map.of("roleId", Crew.MEMBER)))
            .json();
    assertEquals(jane.id(), member.path("userId").asText());
    assertEquals("member", member.path("role").asText());
    assertEquals("active", member.path("status").asText());
  }

  @Test
  void roleWhenItNamesMoreThenItIsPassedOver() {
    Map<String, Object> body = with(Map.of("name", Crew.fresh(), "id", FOREIGN));
    JsonNode made = Crew.created(CREW.owner().post("api/v1/roles", body));
    assertFalse(made.path("general").asBoolean());
    assertFalse(made.path("id").asText().equals(FOREIGN));
    JsonNode changed =
        CREW.owner().sendJson("PATCH", "api/v1/roles/" + made.path("id").asText(), body).json();
    assertEquals(made, changed);
  }

  @Test
  void invitationWhenItNamesMoreThenItIsPassedOver() {
    Map<String, Object> body =
        with(Crew.invitation(Crew.fresh() + "@example.org", workspace, Crew.MEMBER));
    body.remove("role");
    body.put("role", with(Map.of("id", Crew.MEMBER)));
    body.put("expiresAt", "2101-01-01T00:00:00.000Z");
    body.put("id", FOREIGN);
    JsonNode made = Crew.created(CREW.owner().post("api/v1/account/invite", body));
    assertEquals("pending", made.path("status").asText());
    assertEquals(Crew.MEMBER, made.at("/role/id").asText());
    assertFalse(made.path("id").asText().equals(FOREIGN));
    assertFalse(made.path("expiresAt").asText().startsWith("2101"));
  }

  @Test
  void activationWhenItNamesMoreThenItIsPassedOver() {
    JsonNode chosen =
        CREW.as(jane).post("api/v1/workspaces/" + workspace + "/activate", with(Map.of())).json();
    assertEquals(workspace, chosen.path("activeWorkspaceId").asText());
    assertFalse(chosen.path("isOrganizationAdmin").asBoolean());
  }

  private static void assertOwn(JsonNode made) {
    assertEquals("Mine", made.path("name").asText());
    assertFalse(made.path("id").asText().equals(FOREIGN));
    assertFalse(made.path("organizationId").asText().equals(FOREIGN));
    assertFalse(made.path("createdAt").asText().startsWith("2001"));
  }

  private static Map<String, Object> with(Map<String, ?> body) {
    Map<String, Object> more = new HashMap<>(EXTRA);
    more.putAll(body);
    return more;
  }
}
