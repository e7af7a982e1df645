package org.gatehouse.server.people;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.gatehouse.server.Http;
import org.gatehouse.server.Owner;
import org.gatehouse.server.people.Crew.Person;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What people change of their own accounts, and what nobody changes of another's. */
class ProfileIT {
  private static final String NEW = "neun T\u00fcren: und kein Riegel";
  private static final Crew CREW = Crew.shared();

  private final String workspace = CREW.workspace();
  private final Person jane = CREW.member(workspace, Crew.MEMBER);

  @Test
  void passwordWhenChangedThenThisLoginGoesOnOthersEndAndTheOldOneIsRefusedAtOnce() {
    Owner.Tokens here = CREW.signIn(jane);
    Owner.Tokens there = CREW.signIn(jane);
    // From now on this pair is remembered, so that no hash is computed for it.
    Http basic = CREW.as(jane);
    assertEquals(200, basic.get("api/v1/whoami").status());

    Http.Answer changed = put(bearer(here), passwords(Crew.PASSWORD, NEW, NEW));

    assertEquals(200, changed.status(), changed::toString);
    assertEquals(jane.email(), changed.json().path("email").asText());
    assertFalse(changed.text().contains(NEW) || changed.text().contains("message"));
    assertEquals(401, basic.get("api/v1/whoami").status());
    assertEquals(200, bearer(here).get("api/v1/whoami").status());
    assertEquals(401, bearer(there).get("api/v1/whoami").status());
    assertEquals(401, refresh(there).status());
    assertEquals(200, refresh(here).status());
    assertEquals(401, signIn(Crew.PASSWORD).status());
    assertEquals(200, signIn(NEW).status());
    assertEquals(1, events("PASSWORD_CHANGE", "SUCCESS"));
  }

  @Test
  void passwordWhenChangedByBasicThenEveryLoginEnds() {
    Owner.Tokens there = CREW.signIn(jane);
    Http.Answer changed = put(CREW.as(jane), passwords(Crew.PASSWORD, NEW, NEW));
    assertEquals(200, changed.status(), changed::toString);
    assertEquals(401, bearer(there).get("api/v1/whoami").status());
  }

  @Test
  void passwordWhenThePresentOneIsWrongThen400AndAfterTenOfThem429() {
    Http stolen = bearer(CREW.signIn(jane));
    for (int i = 0; i < 10; i++) {
      Http.Answer wrong = put(stolen, passwords("not it " + i, NEW, NEW));
      assertEquals(400, wrong.status(), wrong::toString);
      assertEquals("urn:gatehouse:problem:wrong_password", wrong.json().path("type").asText());
    }
    Http.Answer limited = put(stolen, passwords(Crew.PASSWORD, NEW, NEW));
    assertEquals(429, limited.status(), limited::toString);
    assertTrue(limited.header("Retry-After").isPresent());
    assertEquals(200, signIn(Crew.PASSWORD).status());
    assertEquals(10, events("PASSWORD_CHANGE", "FAILURE"));
  }

  @Test
  void passwordWhenTheFieldsDoNotFitThen400AndNothingChanges() {
    Http client = bearer(CREW.signIn(jane));
    for (Map<String, String> body :
        List.of(
            Map.of("oldPassword", Crew.PASSWORD, "newPassword", NEW),
            Map.of("oldPassword", Crew.PASSWORD, "confirmPassword", NEW),
            Map.of("newPassword", NEW, "confirmPassword", NEW),
            passwords("", NEW, NEW),
            passwords(Crew.PASSWORD, NEW, NEW + "x"),
            passwords(Crew.PASSWORD, Crew.PASSWORD, Crew.PASSWORD),
            passwords(Crew.PASSWORD, "short", "short"),
            passwords(Crew.PASSWORD, jane.email(), jane.email()))) {
      Http.Answer answer = put(client, body);
      assertEquals(400, answer.status(), answer::toString);
      assertFalse(answer.json().path("errors").isEmpty(), answer::toString);
    }
    assertEquals(200, put(client, passwords("", "", "")).status());
    assertEquals(200, signIn(Crew.PASSWORD).status());
  }

  @Test
  void accountWhenItIsAnothersThenNeitherPasswordNorAddressNorLanguage() {
    Person manager =
        CREW.member(workspace, CREW.role(Crew.fresh(), "users:manage", "workspace:view"));
    for (Http other : List.of(CREW.owner(), CREW.as(manager))) {
      for (Map<String, String> fields :
          List.of(
              passwords(Crew.PASSWORD, NEW, NEW),
              passwords("", NEW, NEW),
              Map.of("email", Crew.fresh() + "@example.org", "oldPassword", Crew.PASSWORD),
              Map.of("email", Crew.fresh() + "@example.org"),
              Map.of("language", "de"))) {
        Map<String, String> body = new HashMap<>(fields);
        body.put("id", jane.id());
        body.put("name", "Changed");
        Http.Answer answer = put(other, body);
        assertEquals(400, answer.status(), answer::toString);
      }
      Http.Answer same = put(other, Map.of("id", jane.id(), "name", "Jane", "email", jane.email()));
      assertEquals(200, same.status(), same::toString);
      assertEquals("Jane", same.json().path("name").asText());
    }
    JsonNode after = CREW.as(jane).get("api/v1/user").json();
    assertEquals(jane.email(), after.path("email").asText());
    assertEquals("en", after.path("language").asText());
  }

  @Test
  void accountWhenMoreIsNamedThenItIsPassedOver() {
    Map<String, Object> body = new HashMap<>(passwords(Crew.PASSWORD, NEW, NEW));
    body.put("status", "disabled");
    body.put("roleId", "00000000-0000-4000-8000-000000000001");
    body.put("credential", "x");
    body.put("userId", CREW.member(workspace, Crew.MEMBER).id());
    body.put("accessVersion", 99);
    body.put("isOrganizationAdmin", true);
    Http.Answer answer = put(bearer(CREW.signIn(jane)), body);
    assertEquals(200, answer.status(), answer::toString);
    JsonNode after = CREW.owner().get("api/v1/users/" + jane.id()).json();
    assertEquals("active", after.path("status").asText());
    assertFalse(after.path("isOrganizationAdmin").asBoolean());
    assertEquals(200, signIn(NEW).status());
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "fr", "EN", "de-AT", "xx'--"})
  void languageWhenNoneOfOursThen400(String language) {
    assertEquals(400, put(CREW.as(jane), Map.of("language", language)).status());
  }

  @Test
  void languageWhenChosenThenKept() {
    Http.Answer answer = put(CREW.as(jane), Map.of("language", "de"));
    assertEquals("de", answer.json().path("language").asText(), answer::toString);
    assertEquals("de", CREW.as(jane).get("api/v1/user").json().path("language").asText());
  }

  @ParameterizedTest
  @ValueSource(strings = {"de-AT,de;q=0.9,en;q=0.5", "fr,de", "en;q=0.1,de"})
  void languageWhenRegisteredThenThatOfTheClient(String accepted) {
    String email = Crew.fresh() + "@example.org";
    String token = Crew.token(CREW.invite(email, workspace, Crew.MEMBER));
    Map<String, String> user =
        Map.of("name", "Jo", "email", email, "credential", Crew.PASSWORD, "tempToken", token);
    JsonNode made =
        Crew.created(
            CREW.anybody()
                .with("Accept-Language", accepted)
                .post("api/v1/account/register", Map.of("user", user)));
    Person jo = new Person(made.at("/user/id").asText(), email);
    assertEquals("de", CREW.as(jo).get("api/v1/user").json().path("language").asText());
  }

  @Test
  void addressWhenThereIsNoMailServerThen409AndTheReason() {
    Http.Answer answer =
        put(CREW.as(jane), Map.of("email", "moved@example.org", "oldPassword", Crew.PASSWORD));
    assertEquals(409, answer.status(), answer::toString);
    assertEquals("urn:gatehouse:problem:mail_not_configured", answer.json().path("type").asText());
    Http.Answer same = put(CREW.as(jane), Map.of("name", "Jane", "email", jane.email()));
    assertEquals(200, same.status(), same::toString);
  }

  @Test
  void confirmationWhenTheTokenIsNoneThenAlwaysTheSame400() {
    String invitation =
        Crew.token(CREW.invite(Crew.fresh() + "@example.org", workspace, Crew.MEMBER));
    Set<JsonNode> answers = new HashSet<>();
    for (String dead :
        Arrays.asList(
            null, "", "null", "nonsense", invitation, invitation.toUpperCase(Locale.ROOT))) {
      Map<String, String> user = new HashMap<>();
      user.put("tempToken", dead);
      Http.Answer answer =
          CREW.anybody().post("api/v1/account/confirm-email-change", Map.of("user", user));
      assertEquals(400, answer.status(), answer::toString);
      assertEquals("Invalid Temporary Token", answer.json().path("message").asText());
      ObjectNode body = (ObjectNode) answer.json();
      body.remove("requestId");
      answers.add(body);
    }
    assertEquals(1, answers.size(), answers::toString);
  }

  @Test
  void sessionsWhenManagedThenSeenAndEndedOneByOne() {
    Person manager = CREW.member(workspace, CREW.role(Crew.fresh(), "users:manage"));
    Owner.Tokens one = CREW.signIn(jane);
    Owner.Tokens two = CREW.signIn(jane);
    String all = "api/v1/sessions?user=" + jane.id();
    JsonNode items = CREW.as(manager).get(all).json().path("items");
    assertEquals(2, items.size(), items::toString);
    assertFalse(items.path(0).path("current").asBoolean());
    String newest = items.path(0).path("id").asText();
    String path = "api/v1/sessions/" + newest;
    assertEquals(404, CREW.as(manager).delete(path).status());
    assertEquals(204, CREW.as(manager).delete(path + "?user=" + jane.id()).status());
    assertEquals(1, CREW.as(manager).get(all).json().path("items").size());
    assertEquals(204, CREW.as(manager).delete(all).status());
    assertEquals(401, bearer(one).get("api/v1/whoami").status());
    assertEquals(401, bearer(two).get("api/v1/whoami").status());
    assertEquals(2, events("SESSION_END", "SUCCESS"));
  }

  private static Map<String, String> passwords(String old, String wanted, String repeated) {
    return Map.of("oldPassword", old, "newPassword", wanted, "confirmPassword", repeated);
  }

  private static Http.Answer put(Http client, Map<String, ?> body) {
    return client.sendJson("PUT", "api/v1/user", body);
  }

  private static Http bearer(Owner.Tokens tokens) {
    return CREW.anybody().bearer(tokens.access());
  }

  private static Http.Answer refresh(Owner.Tokens tokens) {
    return CREW.anybody()
        .post("api/v1/auth/refreshToken", Map.of("refreshToken", tokens.refresh()));
  }

  private Http.Answer signIn(String password) {
    return CREW.anybody()
        .post("api/v1/auth/login", Map.of("email", jane.email(), "password", password));
  }

  private int events(String action, String outcome) {
    return CREW.owner()
        .get("api/v1/audit-events?user=" + jane.id() + "&action=" + action + "&outcome=" + outcome)
        .json()
        .path("items")
        .size();
  }
}
