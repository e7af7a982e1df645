package org.gatehouse.server.people;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.gatehouse.server.Http;
import org.gatehouse.server.Owner;
import org.gatehouse.server.page.PageClient;
import org.gatehouse.server.people.Crew.Person;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The page of one's own account, without a browser's help. */
class AccountPageIT {
  private static final String NEW = "neun T\u00fcren: und kein Riegel";
  private static final Pattern SESSION = Pattern.compile("name=\"session\" value=\"([^\"]*)\"");
  private static final Crew CREW = Crew.shared();

  private final Person jane = CREW.member(CREW.workspace(), Crew.MEMBER);
  private final PageClient browser = PageClient.at(CREW.server(), "10.81.0.1");

  @Test
  void accountWhenNobodyIsSignedInThenTheyGoThereFirstAndComeBack() {
    Http.Answer asked = browser.open("account");
    assertEquals(303, asked.status(), asked::toString);
    assertEquals(
        Optional.of("/gatehouse/login?return=%2Fgatehouse%2Faccount"), asked.header("Location"));
    Map<String, String> fields = new TreeMap<>(Crew.credentials(jane));
    fields.put("return", "/gatehouse/account");
    Http.Answer in = browser.submit("login", fields);
    assertEquals(Optional.of("/gatehouse/account"), in.header("Location"), in::toString);
    Http.Answer page = browser.open("account");
    assertEquals(200, page.status(), page::toString);
    assertTrue(page.text().contains(jane.email()), page::text);
    assertTrue(page.text().contains("this device"), page::text);
    assertTrue(page.text().contains("This server sends no mail"), page::text);
    assertTrue(browser.open("").text().contains("href=\"/gatehouse/account\""));
  }

  @Test
  void nameWhenChangedThenSaidAndKept() {
    signIn();
    Http.Answer done = send("name", Map.of("name", "  Jane <b>Roe</b> "));
    assertDone("name", done);
    String page = browser.open("account?done=name").text();
    assertTrue(page.contains("Your name is changed."), page);
    assertTrue(page.contains("Jane &lt;b&gt;Roe&lt;/b&gt;"), page);
  }

  @Test
  void languageWhenChangedThenSelected() {
    signIn();
    assertDone("language", send("language", Map.of("language", "de")));
    assertTrue(browser.open("account").text().contains("lang=\"de\" selected"));
    assertEquals(400, send("language", Map.of("language", "fr")).status());
  }

  @Test
  void passwordWhenChangedThenThisBrowserStaysAndOthersAreOut() {
    signIn();
    Owner.Tokens other = CREW.signIn(jane);
    Map<String, String> fields = Map.of("present", Crew.PASSWORD, "password", NEW, "repeated", NEW);
    assertDone("password", send("password", fields));
    assertEquals(200, browser.open("account").status());
    assertEquals(401, CREW.anybody().bearer(other.access()).get("api/v1/whoami").status());
  }

  @Test
  void passwordWhenWrongThenSaidAtTheFieldAndNoPasswordComesBack() {
    signIn();
    Http.Answer wrong =
        send("password", Map.of("present", "not mine", "password", NEW, "repeated", NEW));
    assertEquals(400, wrong.status(), wrong::toString);
    assertTrue(wrong.text().contains("href=\"#present\""), wrong::text);
    assertTrue(wrong.text().contains("This is not your present password."), wrong::text);
    assertFalse(wrong.text().contains(NEW) || wrong.text().contains("not mine"), wrong::text);
    Http.Answer weak =
        send(
            "password", Map.of("present", Crew.PASSWORD, "password", "short", "repeated", "short"));
    assertEquals(400, weak.status(), weak::toString);
    assertTrue(weak.text().contains("href=\"#password\""), weak::text);
  }

  @Test
  void passwordWhenTriedTooOftenThen429AndWhenToComeBack() {
    signIn();
    Map<String, String> wrong = Map.of("present", "not mine", "password", NEW, "repeated", NEW);
    for (int i = 0; i < 10; i++) {
      assertEquals(400, send("password", wrong).status());
    }
    Http.Answer limited = send("password", wrong);
    assertEquals(429, limited.status(), limited::toString);
    assertTrue(limited.header("Retry-After").isPresent());
    assertTrue(limited.text().contains("Too many attempts. Please try again in"), limited::text);
  }

  @Test
  void sessionsWhenEndedOneByOneAndAllThenOnlyThisOneIsLeft() {
    signIn();
    Owner.Tokens one = CREW.signIn(jane);
    Owner.Tokens two = CREW.signIn(jane);
    Owner.Tokens three = CREW.signIn(jane);
    Matcher newest = SESSION.matcher(browser.open("account").text());
    assertTrue(newest.find());
    assertDone("session", send("session", Map.of("session", newest.group(1))));
    assertEquals(401, CREW.anybody().bearer(three.access()).get("api/v1/whoami").status());
    assertEquals(200, CREW.anybody().bearer(two.access()).get("api/v1/whoami").status());
    assertDone("others", send("others", Map.of()));
    assertEquals(401, CREW.anybody().bearer(two.access()).get("api/v1/whoami").status());
    assertEquals(401, CREW.anybody().bearer(one.access()).get("api/v1/whoami").status());
    String page = browser.open("account?done=others").text();
    assertTrue(page.contains("Every other device is signed out."), page);
    assertFalse(SESSION.matcher(page).find(), page);
  }

  @Test
  void sessionWhenItIsSomebodyElsesThenItGoesOn() {
    signIn();
    Person eve = CREW.member(CREW.workspace(), Crew.MEMBER);
    Owner.Tokens hers = CREW.signIn(eve);
    String id =
        CREW.anybody()
            .bearer(hers.access())
            .get("api/v1/sessions")
            .json()
            .at("/items/0/id")
            .asText();
    assertDone("session", send("session", Map.of("session", id)));
    assertDone("session", send("session", Map.of("session", "x")));
    assertEquals(200, CREW.anybody().bearer(hers.access()).get("api/v1/whoami").status());
  }

  @Test
  void formWhenTheLoginHasEndedThenNothingIsDoneAndTheSignInAsksFirst() {
    signIn();
    String csrf = PageClient.csrf(browser.open("account"));
    CREW.as(jane).delete("api/v1/sessions");
    Http.Answer answer = browser.send("account", Map.of("csrf", csrf, "do", "name", "name", "Eve"));
    assertEquals(303, answer.status(), answer::toString);
    assertTrue(answer.header("Location").orElse("").startsWith("/gatehouse/login?return="));
    assertEquals("Mira", CREW.as(jane).get("api/v1/user").json().path("name").asText());
  }

  @Test
  void formWhenItIsNotOursThenNothingIsDone() {
    signIn();
    Map<String, String> fields = Map.of("do", "name", "name", "Eve");
    assertEquals(403, browser.send("account", fields).status());
    assertEquals(403, browser.from("https://evil.example").send("account", fields).status());
    assertEquals("Mira", CREW.as(jane).get("api/v1/user").json().path("name").asText());
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "delete", "NAME"})
  void formWhenThePageHasNoSuchThen400(String what) {
    signIn();
    assertEquals(400, send(what, Map.of()).status());
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "?token=", "?token=nonsense", "?token=%3Cscript%3E"})
  void confirmationWhenTheLinkIsNoGoodThen400AndSaidSo(String query) {
    Http.Answer page =
        PageClient.at(CREW.server(), "10.81.1.1").open("confirm-email-change" + query);
    assertEquals(400, page.status(), page::toString);
    assertTrue(page.text().contains("This link is no longer good"), page::text);
  }

  private void signIn() {
    Http.Answer in = browser.submit("login", Crew.credentials(jane));
    assertEquals(303, in.status(), in::toString);
  }

  private Http.Answer send(String what, Map<String, String> fields) {
    Map<String, String> all = new TreeMap<>(fields);
    all.put("do", what);
    return browser.submit("account", all);
  }

  private static void assertDone(String what, Http.Answer answer) {
    assertEquals(303, answer.status(), answer::toString);
    assertEquals(Optional.of("/gatehouse/account?done=" + what), answer.header("Location"));
  }
}
