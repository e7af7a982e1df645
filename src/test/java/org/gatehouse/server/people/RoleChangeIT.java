package org.gatehouse.server.people;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.gatehouse.server.Http;
import org.gatehouse.server.LoginCookies;
import org.gatehouse.server.Owner;
import org.gatehouse.server.people.Crew.Person;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What people may do follows at once what was decided about them. */
@Tag("families")
class RoleChangeIT {
  private static final String WHOAMI = "api/v1/whoami";
  private static final String MEMBERS = "members/whoami";
  private static final Crew CREW = Crew.shared();

  private final String workspace = CREW.workspace();
  private final Person jane = CREW.member(workspace, Crew.MEMBER);

  @Test
  void roleWhenChangedThenTheAccessTokenIsAsExpiredAndARefreshSaysTheNewRole() {
    String editor = CREW.role(Crew.fresh(), "article:edit");
    Owner.Tokens tokens = CREW.signIn(jane);
    Http client = CREW.anybody();
    assertEquals(List.of("member"), groups(client.bearer(tokens.access()).get(WHOAMI)));

    CREW.assign(jane, workspace, editor);

    Http.Answer stale = client.bearer(tokens.access()).get(WHOAMI);
    assertEquals(401, stale.status(), stale::toString);
    Owner.Tokens renewed =
        Owner.Tokens.of(
            client.post("api/v1/auth/refreshToken", Map.of("refreshToken", tokens.refresh())));
    assertEquals(
        1,
        groups(client.bearer(renewed.access()).get(WHOAMI)).stream()
            .filter(group -> group.startsWith("fresh"))
            .count());
  }

  @Test
  void roleWhenChangedThenACookieIsRenewedInsideARequestToAnotherApplication() {
    String editor = role("editor", "article:edit");
    Http browser = CREW.anybody().at("/sample/").with("Cookie", cookies(jane).header());
    assertEquals(403, browser.get("editors/").status());

    CREW.assign(jane, workspace, editor);

    Http.Answer opened = browser.get("editors/");
    assertEquals(200, opened.status(), opened::toString);
    LoginCookies renewed = LoginCookies.of(opened, line -> line.startsWith("gatehouse-"));
    CREW.assign(jane, workspace, Crew.MEMBER);
    Http.Answer shut = browser.with("Cookie", renewed.header()).get("editors/");
    assertEquals(403, shut.status(), shut::toString);
  }

  @Test
  void roleWhenItsPermissionsChangeThenItsHoldersTokensAreAsExpired() {
    String name = Crew.fresh();
    String role = CREW.role(name, "article:edit");
    CREW.assign(jane, workspace, role);
    Owner.Tokens tokens = CREW.signIn(jane);
    Http.Answer changed =
        CREW.owner()
            .sendJson(
                "PATCH",
                "api/v1/roles/" + role,
                Map.of("permissions", List.of("article:edit", "article:print")));
    assertEquals(200, changed.status(), changed::toString);
    assertEquals(401, CREW.anybody().bearer(tokens.access()).get(WHOAMI).status());
  }

  @Test
  void basicWhenRoleChangesThenTheNextRequestKnows() {
    Http client = CREW.as(jane);
    assertEquals(List.of("member"), groups(client.get(WHOAMI)));
    String name = Crew.fresh();
    CREW.assign(jane, workspace, CREW.role(name));
    assertEquals(List.of(name), groups(client.get(WHOAMI)));
    assertEquals(
        204,
        CREW.owner().delete("api/v1/workspaces/" + workspace + "/members/" + jane.id()).status());
    assertEquals(List.of(), groups(client.get(WHOAMI)));
  }

  @Test
  void disableWhenDoneThenTokensBasicAndSignInAreRefusedAndEnableOpensTheSignInOnly() {
    Owner.Tokens tokens = CREW.signIn(jane);
    Http basic = CREW.as(jane);
    assertEquals(200, basic.get(WHOAMI).status());

    assertEquals(200, status(jane, "disabled").status());

    assertEquals(401, CREW.anybody().bearer(tokens.access()).get(WHOAMI).status());
    assertEquals(401, basic.get(WHOAMI).status());
    assertEquals(401, refresh(tokens).status());
    assertEquals(401, signIn().status());
    assertEquals("active", status(jane, "active").json().path("status").asText());
    assertEquals(401, refresh(tokens).status());
    assertEquals(200, signIn().status());
  }

  @Test
  void deleteWhenDoneThenNothingOfThePersonIsLeftAndTheAddressIsFree() {
    Owner.Tokens tokens = CREW.signIn(jane);
    assertEquals(204, CREW.owner().delete("api/v1/users/" + jane.id()).status());
    assertEquals(401, CREW.anybody().bearer(tokens.access()).get(WHOAMI).status());
    assertEquals(401, signIn().status());
    assertEquals(404, CREW.owner().get("api/v1/users/" + jane.id()).status());
    assertEquals(
        0, CREW.owner().get("api/v1/users?search=" + jane.email()).json().path("items").size());
    String link = CREW.invite(jane.email(), workspace, Crew.MEMBER);
    Http.Answer again = CREW.register("Jane", jane.email(), Crew.token(link));
    assertNotEquals(jane.id(), Crew.created(again).at("/user/id").asText());
  }

  @Test
  void accountWhenShutOrDeletedThenItsLiveCookiesOpenNoOtherApplication() {
    Http browser = CREW.anybody().at("/sample/").with("Cookie", cookies(jane).header());
    assertEquals(200, browser.get(MEMBERS).status());
    assertEquals(200, status(jane, "disabled").status());
    assertClosed(browser);
    assertEquals(200, status(jane, "active").status());
    assertClosed(browser);

    Http anew = CREW.anybody().at("/sample/").with("Cookie", cookies(jane).header());
    assertEquals(200, anew.get(MEMBERS).status());
    assertEquals(204, CREW.owner().delete("api/v1/users/" + jane.id()).status());
    assertClosed(anew);
  }

  private static void assertClosed(Http browser) {
    Http.Answer closed = browser.get(MEMBERS);
    assertEquals(401, closed.status(), closed::toString);
    Http.Answer led = browser.with("Accept", "text/html").get(MEMBERS);
    assertEquals(302, led.status(), led::toString);
    Http.Answer open = browser.get("whoami");
    assertEquals(200, open.status(), open::toString);
    assertTrue(open.json().path("name").isNull(), open::toString);
  }

  @Test
  void lastOwnerWhenShutEndedOrDemotedThen409() {
    String owner = CREW.owner().get("api/v1/user").json().path("id").asText();
    String path = "api/v1/users/" + owner;
    for (Http.Answer answer :
        List.of(
            CREW.owner().delete(path),
            CREW.owner().sendJson("PATCH", path, Map.of("status", "disabled")),
            CREW.owner().sendJson("PATCH", path, Map.of("isOrganizationAdmin", false)))) {
      assertEquals(409, answer.status(), answer::toString);
      assertEquals("urn:gatehouse:problem:last_owner", answer.json().path("type").asText());
    }
  }

  @Test
  void activateWhenAnApiClientBringsItsRefreshTokenThenNewTokensOfThatWorkspace() {
    String name = Crew.fresh();
    String second = CREW.workspace();
    CREW.assign(jane, second, CREW.role(name, "article:edit"));
    Owner.Tokens tokens = CREW.signIn(jane);
    Http client = CREW.anybody().bearer(tokens.access());

    Http.Answer answer =
        client.post(
            "api/v1/workspaces/" + second + "/activate", Map.of("refreshToken", tokens.refresh()));

    Owner.Tokens chosen = Owner.Tokens.of(answer);
    assertEquals(second, answer.json().path("activeWorkspaceId").asText());
    assertEquals("[\"article:edit\"]", answer.json().path("permissions").toString());
    assertEquals(List.of(name), groups(CREW.anybody().bearer(chosen.access()).get(WHOAMI)));
    assertEquals(200, refresh(chosen).status());
    assertEquals(
        List.of(name),
        groups(CREW.anybody().bearer(CREW.signIn(jane).access()).get(WHOAMI)),
        "the next sign-in begins there");
  }

  @Test
  void activateWhenWithoutARefreshTokenThenOnlyAnAccessTokenThatDoesNotBecomeOne() {
    String name = Crew.fresh();
    String second = CREW.workspace();
    CREW.assign(jane, second, CREW.role(name));
    Owner.Tokens tokens = CREW.signIn(jane);
    JsonNode answer =
        CREW.anybody()
            .bearer(tokens.access())
            .post("api/v1/workspaces/" + second + "/activate", Map.of())
            .json();
    assertFalse(answer.has("refreshToken"), answer::toString);
    String access = answer.path("accessToken").asText();
    assertEquals(List.of(name), groups(CREW.anybody().bearer(access).get(WHOAMI)));
    Owner.Tokens next = Owner.Tokens.of(refresh(tokens));
    assertEquals(List.of(name), groups(CREW.anybody().bearer(next.access()).get(WHOAMI)));
  }

  @Test
  void activateWhenTheRefreshTokenIsSomebodyElsesThen401() {
    Owner.Tokens tokens = CREW.signIn(jane);
    Owner.Tokens other = CREW.signIn(jane);
    Http.Answer answer =
        CREW.anybody()
            .bearer(tokens.access())
            .post(
                "api/v1/workspaces/" + workspace + "/activate",
                Map.of("refreshToken", other.refresh()));
    assertEquals(401, answer.status(), answer::toString);
    assertEquals(200, refresh(other).status());
  }

  @Test
  void activateWhenAWebClientThenCookiesAndNoTokenInTheBody() {
    String second = CREW.workspace();
    CREW.assign(jane, second, Crew.MEMBER);
    Http.Answer answer =
        CREW.anybody()
            .with("x-request-from", "internal")
            .with("Cookie", cookies(jane).header())
            .post("api/v1/workspaces/" + second + "/activate", Map.of());
    assertEquals(200, answer.status(), answer::toString);
    assertFalse(answer.json().has("accessToken"));
    String cookie = LoginCookies.of(answer).header();
    Http.Answer me = CREW.anybody().with("Cookie", cookie).get(WHOAMI);
    assertEquals(200, me.status(), me::toString);
  }

  private static LoginCookies cookies(Person person) {
    return LoginCookies.of(
        CREW.anybody()
            .with("x-request-from", "internal")
            .post("api/v1/auth/login", Crew.credentials(person)));
  }

  private Http.Answer signIn() {
    return CREW.anybody().post("api/v1/auth/login", Crew.credentials(jane));
  }

  private static Http.Answer refresh(Owner.Tokens tokens) {
    return CREW.anybody()
        .post("api/v1/auth/refreshToken", Map.of("refreshToken", tokens.refresh()));
  }

  private static Http.Answer status(Person person, String status) {
    return CREW.owner().sendJson("PATCH", "api/v1/users/" + person.id(), Map.of("status", status));
  }

  /** The one role of this name, which other tests may have made. */
  private static String role(String name, String... permissions) {
    return StreamSupport.stream(
            CREW.owner().get("api/v1/roles?limit=200").json().path("items").spliterator(), false)
        .filter(role -> role.path("name").asText().equals(name))
        .map(role -> role.path("id").asText())
        .findFirst()
        .orElseGet(() -> CREW.role(name, permissions));
  }

  private static List<String> groups(Http.Answer answer) {
    assertEquals(200, answer.status(), answer::toString);
    assertTrue(answer.json().path("groups").isArray());
    return StreamSupport.stream(answer.json().path("groups").spliterator(), false)
        .map(JsonNode::asText)
        .toList();
  }
}
