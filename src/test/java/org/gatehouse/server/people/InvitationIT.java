package org.gatehouse.server.people;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.gatehouse.server.Http;
import org.gatehouse.server.page.PageClient;
import org.gatehouse.server.people.Crew.Person;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Invitations by API and page; this server sends no mail, so the owner is shown the links. */
class InvitationIT {
  private static final String ACCEPT = "api/v1/invitations/accept";
  private static final Crew CREW = Crew.shared();

  private final String workspace = CREW.workspace();

  @Test
  void inviteWhenNoMailServerThenTheLinkIsShownAndSaidSo() {
    String email = Crew.fresh() + "@example.org";
    JsonNode answer =
        Crew.created(
            CREW.owner()
                .post("api/v1/account/invite", Crew.invitation(email, workspace, Crew.MEMBER)));
    assertEquals("pending", answer.path("status").asText());
    assertEquals(email, answer.at("/user/email").asText());
    assertTrue(answer.path("message").asText().contains("no mail server"), answer::toString);
    assertTrue(
        answer
            .path("inviteLink")
            .asText()
            .startsWith("http://localhost:" + CREW.server().port() + "/gatehouse/register?token="),
        answer::toString);
    JsonNode listed =
        CREW.owner().get("api/v1/invitations?workspace=" + workspace).json().path("items");
    assertEquals(1, listed.size());
    assertFalse(listed.get(0).has("inviteLink"), listed::toString);
  }

  @Test
  void pageWhenNewThenOpeningItUsesNothingUpAndJoiningLeadsToTheSignIn() {
    String email = Crew.fresh() + "@b\u00fccher.example";
    String path = path(CREW.invite(email, workspace, Crew.MEMBER));
    PageClient browser = PageClient.at(CREW.server(), "10.90.0.1");
    for (int i = 0; i < 3; i++) {
      Http.Answer page = browser.open(path);
      assertEquals(200, page.status(), page::toString);
      assertTrue(page.text().contains("@xn--bcher-kva.example"), page::toString);
      assertFalse(page.text().contains("autocomplete=\"current-password\""));
    }
    assertEquals(405, browser.http().send("DELETE", path, BodyPublishers.noBody()).status());

    Http.Answer differing = submit(browser, path, "Ada", Crew.PASSWORD, "another");
    assertEquals(400, differing.status(), differing::toString);
    assertTrue(differing.text().contains("The two passwords differ."), differing::toString);
    Http.Answer weak = submit(browser, path, "Ada", "password", "password");
    assertEquals(400, weak.status(), weak::toString);
    assertFalse(weak.text().contains("value=\"password\""), weak::toString);

    Http.Answer joined = submit(browser, path, "Ada", Crew.PASSWORD, Crew.PASSWORD);
    assertEquals(303, joined.status(), joined::toString);
    assertEquals(Optional.of("/gatehouse/login?done=register"), joined.header("Location"));
    assertEquals(
        200,
        CREW.anybody()
            .post("api/v1/auth/login", Map.of("email", email, "password", Crew.PASSWORD))
            .status());
    Http.Answer gone = browser.open(path);
    assertEquals(400, gone.status(), gone::toString);
    assertTrue(gone.text().contains("no longer good"), gone::toString);
  }

  @Test
  void pageWhenTheAddressHasAnAccountThenOneClickJoinsWithoutAPassword() {
    Person jane = CREW.member(CREW.workspace(), Crew.MEMBER);
    String path = path(CREW.invite(jane.email().toUpperCase(Locale.ROOT), workspace, Crew.MEMBER));
    PageClient browser = PageClient.at(CREW.server(), "10.90.0.2");
    Http.Answer page = browser.open(path);
    assertFalse(page.text().contains("type=\"password\""), page::toString);
    Map<String, String> form = new HashMap<>();
    form.put("token", Crew.token(path));
    form.put("csrf", PageClient.csrf(page));
    assertEquals(
        403, browser.from("https://evil.example").send("register", form).status(), "not ours");
    assertEquals(303, browser.send("register", form).status());
    assertEquals(
        2,
        CREW.anybody()
            .post("api/v1/auth/login", Crew.credentials(jane))
            .json()
            .path("assignedWorkspaces")
            .size());
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "?token=", "?token=x", "?token=%00", "?token=a&token=b"})
  void pageWhenTheTokenIsNoneThenAPageThatSaysWhatToDo(String query) {
    Http.Answer page =
        PageClient.at(CREW.server(), "10.90.1." + query.length()).open("register" + query);
    assertEquals(400, page.status(), page::toString);
    assertTrue(page.text().contains("no longer good"), page::toString);
  }

  @Test
  void acceptWhenTheAddressHasAnAccountThenJoinedOnceAndRegisteringIsRefused() {
    Person jane = CREW.member(CREW.workspace(), Crew.MEMBER);
    String token = Crew.token(CREW.invite(jane.email(), workspace, Crew.MEMBER));
    assertInvalid(CREW.register("Eve", jane.email(), token));
    Http.Answer joined = CREW.anybody().post(ACCEPT, Map.of("tempToken", token));
    assertEquals(200, joined.status(), joined::toString);
    assertEquals(workspace, joined.json().at("/workspaceUser/workspaceId").asText());
    assertInvalid(CREW.anybody().post(ACCEPT, Map.of("tempToken", token)));
    Http.Answer again =
        CREW.owner()
            .post("api/v1/account/invite", Crew.invitation(jane.email(), workspace, Crew.MEMBER));
    assertEquals(409, again.status(), again::toString);
    assertEquals("urn:gatehouse:problem:already_member", again.json().path("type").asText());
  }

  @Test
  void registerWhenTheTokenIsUpperCasedAnotherOrForAnotherAddressThenOneRefusal() {
    String email = Crew.fresh() + "@example.org";
    String token = Crew.token(CREW.invite(email, workspace, Crew.MEMBER));
    for (String wrong : List.of(token.toUpperCase(Locale.ROOT), "", token + "x")) {
      assertInvalid(CREW.register("Eve", email, wrong));
    }
    assertInvalid(CREW.register("Eve", "eve@example.org", token));
    assertInvalid(CREW.anybody().post(ACCEPT, Map.of("tempToken", token)));
    Crew.created(CREW.register("Jane", email, token));
  }

  @Test
  void bulkWhenManyThenEachHasItsOwnOutcome() {
    Person jane = CREW.member(workspace, Crew.MEMBER);
    String fresh = Crew.fresh();
    List<String> emails =
        List.of(
            fresh + "+tag@example.org",
            "no address",
            jane.email(),
            fresh.toUpperCase(Locale.ROOT) + "+TAG@example.org");
    Http.Answer answer = inviteAll(emails);
    assertEquals(200, answer.status(), answer::toString);
    JsonNode results = answer.json().path("results");
    assertEquals(4, results.size());
    List<String> outcomes = List.of("invited", "invalid_address", "already_member", "invited");
    for (int i = 0; i < 4; i++) {
      assertEquals(outcomes.get(i), results.get(i).path("outcome").asText());
      assertEquals(emails.get(i), results.get(i).path("email").asText());
    }
    assertEquals(
        results.get(0).at("/invitation/inviteLink"),
        results.get(3).at("/invitation/inviteLink"),
        "two spellings, one invitation");
    Http.Answer many = inviteAll(Collections.nCopies(101, "x@example.org"));
    assertEquals(400, many.status(), many::toString);
  }

  @Test
  void resendWhenDoneThenOnlyTheNewestLinkIsGoodAndARevokedOneNever() {
    String email = Crew.fresh() + "@example.org";
    String first = Crew.token(CREW.invite(email, workspace, Crew.MEMBER));
    String id =
        CREW.owner()
            .get("api/v1/invitations?workspace=" + workspace)
            .json()
            .at("/items/0/id")
            .asText();
    Http.Answer resent = CREW.owner().post("api/v1/invitations/" + id + "/resend", Map.of());
    assertEquals(200, resent.status(), resent::toString);
    assertInvalid(CREW.register("Jane", email, first));
    String second = Crew.token(resent.json().path("inviteLink").asText());
    assertEquals(204, CREW.owner().delete("api/v1/invitations/" + id).status());
    assertInvalid(CREW.register("Jane", email, second));
    assertEquals(409, CREW.owner().post("api/v1/invitations/" + id + "/resend", Map.of()).status());
  }

  private Http.Answer inviteAll(List<String> emails) {
    return CREW.owner()
        .post(
            "api/v1/invitations",
            Map.of(
                "workspace",
                Map.of("id", workspace),
                "role",
                Map.of("id", Crew.MEMBER),
                "emails",
                emails));
  }

  private static Http.Answer submit(
      PageClient browser, String path, String name, String password, String repeated) {
    Map<String, String> form = new HashMap<>();
    form.put("csrf", PageClient.csrf(browser.open(path)));
    form.put("token", Crew.token(path));
    form.put("name", name);
    form.put("password", password);
    form.put("repeated", repeated);
    return browser.send("register", form);
  }

  private static void assertInvalid(Http.Answer answer) {
    assertEquals(400, answer.status(), answer::toString);
    assertEquals("Invalid Temporary Token", answer.json().path("message").asText());
  }

  private static String path(String link) {
    return link.substring(link.indexOf("/gatehouse/") + "/gatehouse/".length());
  }
}
