package org.gatehouse.server.recovery;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.gatehouse.server.Http;
import org.gatehouse.server.Owner;
import org.gatehouse.server.PostOffice;
import org.gatehouse.server.Residents;
import org.gatehouse.server.Residents.Person;
import org.gatehouse.server.RunningServer;
import org.gatehouse.server.SharedServer;
import org.gatehouse.server.page.PageClient;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Forgotten passwords and unproved addresses, by API and page, with mails that arrive. */
@Tag("ours")
class RecoveryIT {
  private static final String FORGOT = "api/v1/account/forgot-password";

  @RegisterExtension static final Residents RESIDENTS = new Residents();

  @Test
  void resetThenTheOldPasswordAndEverySessionAreOutAtOnceAndANoticeIsSent() {
    Person rosa = RESIDENTS.join();
    Owner.Tokens phone = Owner.Tokens.of(RESIDENTS.signIn(rosa, Residents.PASSWORD));
    Owner.Tokens laptop = Owner.Tokens.of(RESIDENTS.signIn(rosa, Residents.PASSWORD));
    Http script = RESIDENTS.basic(rosa.email(), Residents.PASSWORD);
    assertEquals(200, script.get("api/v1/whoami").status(), "remembered from now on");

    String token = RESIDENTS.resetToken(rosa, 2);
    Http.Answer weak = RESIDENTS.reset(rosa.email(), token, "password");
    assertEquals(400, weak.status(), weak::toString);
    assertEquals("urn:gatehouse:problem:password_refused", weak.json().path("type").asText());
    Http.Answer done =
        RESIDENTS.reset(rosa.email().toUpperCase(Locale.ROOT), token, Residents.NEXT_PASSWORD);
    assertEquals(200, done.status(), done::toString);
    assertEquals("{\"message\":\"success\"}", done.text());

    assertEquals(401, script.get("api/v1/whoami").status(), "not for a minute more");
    for (Owner.Tokens old : List.of(phone, laptop)) {
      assertEquals(401, RESIDENTS.anybody().bearer(old.access()).get("api/v1/whoami").status());
      assertEquals(
          401,
          RESIDENTS
              .anybody()
              .post("api/v1/auth/refreshToken", Map.of("refreshToken", old.refresh()))
              .status());
    }
    assertEquals(401, RESIDENTS.signIn(rosa, Residents.PASSWORD).status());
    assertEquals(200, RESIDENTS.signIn(rosa, Residents.NEXT_PASSWORD).status());
    String notice = RESIDENTS.post().text(rosa.email(), 3);
    assertTrue(notice.contains("/gatehouse/login"), notice);
    Http.Answer again = RESIDENTS.reset(rosa.email(), token, Residents.NEXT_PASSWORD);
    assertEquals(400, again.status(), again::toString);
    assertEquals("Invalid Temporary Token", again.json().path("message").asText());
    assertEquals(List.of("PASSWORD_RESET", "PASSWORD_FORGOTTEN"), audited(rosa));
  }

  @Test
  void forgotWhenWhateverTheAccountThenOneAnswerInBytesAndHeaders() {
    Person active = RESIDENTS.join();
    Person disabled = RESIDENTS.join();
    Person deleted = RESIDENTS.join();
    String invited = Residents.fresh();
    assertEquals(200, RESIDENTS.invite(List.of(invited)).status());
    String users = "api/v1/users/";
    assertEquals(
        200,
        RESIDENTS
            .owner()
            .sendJson("PATCH", users + disabled.id(), Map.of("status", "disabled"))
            .status());
    assertEquals(204, RESIDENTS.owner().delete(users + deleted.id()).status());
    List<String> addresses =
        List.of(disabled.email(), invited, deleted.email(), Residents.fresh(), active.email());
    for (String path : List.of(FORGOT, "api/v1/account/resend-verification")) {
      List<Http.Answer> answers = new ArrayList<>();
      for (String address : addresses) {
        answers.add(
            RESIDENTS
                .anybody()
                .post(path, Map.of("email", address, "user", Map.of("email", address))));
      }
      for (Http.Answer answer : answers) {
        assertEquals(201, answer.status(), answer::toString);
        assertEquals("{\"message\":\"success\"}", answer.text());
        assertArrayEquals(answers.get(0).body(), answer.body());
        assertEquals(headers(answers.get(0)), headers(answer));
      }
    }
    // Errands are done in their order: once this one's mail is there, the others' would be, too.
    RESIDENTS.post().token(active.email(), 2);
    assertEquals(1, RESIDENTS.post().mailsTo(disabled.email()).size(), "the invitation");
    assertEquals(1, RESIDENTS.post().mailsTo(invited).size(), "the invitation");
    assertEquals(1, RESIDENTS.post().mailsTo(deleted.email()).size(), "the invitation");
    assertEquals(0, RESIDENTS.post().mailsTo(addresses.get(3)).size());
    assertEquals(2, RESIDENTS.post().mailsTo(active.email()).size(), "no verification");
  }

  @Test
  void forgotWhenTooOftenThenOneRefusalWhoeverItIsForAndThreeMailsAtTheMost() {
    Person rosa = RESIDENTS.join();
    Http stranger = Http.to(RESIDENTS.server()).from("10.82.0.1");
    for (int i = 0; i < 10; i++) {
      for (String address : List.of(rosa.email(), "nobody@example.org")) {
        Http.Answer answer = stranger.post(FORGOT, Map.of("user", Map.of("email", address)));
        assertEquals(201, answer.status(), answer::toString);
      }
    }
    Http.Answer known = stranger.post(FORGOT, Map.of("user", Map.of("email", rosa.email())));
    Http.Answer unknown =
        stranger.post(FORGOT, Map.of("user", Map.of("email", "nobody@example.org")));
    for (Http.Answer answer : List.of(known, unknown)) {
      assertEquals(429, answer.status(), answer::toString);
      assertTrue(answer.header("Retry-After").isPresent(), answer::toString);
      assertEquals(
          "urn:gatehouse:problem:authentication_rate_limit", answer.json().path("type").asText());
    }
    Person next = RESIDENTS.join();
    RESIDENTS.post().token(next.email(), 1);
    assertEquals(4, RESIDENTS.post().mailsTo(rosa.email()).size(), "the invitation and three");
  }

  @Test
  void pagesThenLinkIsAskedForOpenedOftenAndUsedOnce() {
    Person rosa = RESIDENTS.join();
    PageClient browser = PageClient.at(RESIDENTS.server(), "10.82.0.2");
    Http.Answer login = browser.open("login");
    assertTrue(login.text().contains("href=\"/gatehouse/forgot-password\""), login::toString);
    Http.Answer mistaken = browser.submit("forgot-password", Map.of("email", "no address"));
    assertEquals(400, mistaken.status(), mistaken::toString);
    assertTrue(mistaken.text().contains("value=\"no address\""), mistaken::toString);
    Http.Answer asked = browser.submit("forgot-password", Map.of("email", rosa.email()));
    assertEquals(303, asked.status(), asked::toString);
    Http.Answer unknown = browser.submit("forgot-password", Map.of("email", Residents.fresh()));
    assertEquals(asked.header("Location"), unknown.header("Location"));
    Http.Answer sent = browser.open("forgot-password?done=sent");
    assertTrue(sent.text().contains("If there is an account"), sent::toString);
    assertFalse(sent.text().contains("<form"), sent::toString);

    String page = path(RESIDENTS.post().link(rosa.email(), 2));
    for (int i = 0; i < 30; i++) {
      Http.Answer opened = browser.open(page);
      assertEquals(200, opened.status(), opened::toString);
      assertTrue(opened.text().contains(rosa.email()), opened::toString);
      assertFalse(opened.text().contains("name=\"email\""), "nobody is asked for the address");
      assertSecretPage(opened);
    }
    Map<String, String> form = new TreeMap<>();
    form.put("token", page.substring(page.indexOf('=') + 1));
    form.put("csrf", PageClient.csrf(browser.open(page)));
    form.put("password", Residents.NEXT_PASSWORD);
    form.put("repeated", "another");
    Http.Answer differing = browser.send("reset-password", form);
    assertEquals(400, differing.status(), differing::toString);
    assertTrue(differing.text().contains("The two passwords differ."), differing::toString);
    form.put("password", "password");
    form.put("repeated", "password");
    Http.Answer weak = browser.send("reset-password", form);
    assertEquals(400, weak.status(), weak::toString);
    assertFalse(weak.text().contains("value=\"password\""), weak::toString);
    form.put("password", Residents.NEXT_PASSWORD);
    form.put("repeated", Residents.NEXT_PASSWORD);
    assertEquals(403, browser.from("https://evil.example").send("reset-password", form).status());
    Http.Answer done = browser.send("reset-password", form);
    assertEquals(303, done.status(), done::toString);
    assertEquals(Optional.of("/gatehouse/login?done=reset-password"), done.header("Location"));
    assertTrue(
        browser.open("login?done=reset-password").text().contains("another one now"),
        "says what was done");
    assertEquals(200, RESIDENTS.signIn(rosa, Residents.NEXT_PASSWORD).status());

    for (Http.Answer gone : List.of(browser.open(page), browser.send("reset-password", form))) {
      assertEquals(400, gone.status(), gone::toString);
      assertTrue(gone.text().contains("no longer good"), gone::toString);
      assertTrue(gone.text().contains("href=\"/gatehouse/forgot-password\""), gone::toString);
      assertSecretPage(gone);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "?token=", "?token=x", "?token=%00", "?token=a&token=b"})
  void pagesWhenTheTokenIsNoneThenSayWhatToDo(String query) {
    PageClient browser = PageClient.at(RESIDENTS.server(), "10.82.1." + query.length());
    for (String page : List.of("reset-password", "verify")) {
      Http.Answer answer = browser.open(page + query);
      assertEquals(400, answer.status(), answer::toString);
      assertTrue(answer.text().contains("no longer good"), answer::toString);
    }
  }

  @Test
  void verifyWhenUnverifiedThenOnlyAClickMakesTheAccountActive() throws SQLException {
    PostOffice office = PostOffice.open();
    RunningServer other = RunningServer.start(Residents.launch(office));
    try {
      Residents there = new Residents(other, office);
      Person rosa = there.join();
      // Nothing in Gatehouse makes such accounts yet.
      other.stop();
      makeUnverified(other, rosa);
      other.restart();
      assertEquals(401, there.signIn(rosa, Residents.PASSWORD).status());
      String resend = "api/v1/account/resend-verification";
      assertEquals(201, there.anybody().post(resend, Map.of("email", rosa.email())).status());
      String page = path(office.link(rosa.email(), 2));
      assertTrue(page.startsWith("verify?token="), page);

      PageClient browser = PageClient.at(other, "10.82.0.3");
      for (int i = 0; i < 3; i++) {
        Http.Answer opened = browser.open(page);
        assertEquals(200, opened.status(), opened::toString);
        assertSecretPage(opened);
      }
      assertEquals(401, there.signIn(rosa, Residents.PASSWORD).status(), "looking is nothing");
      Map<String, String> form = new TreeMap<>();
      form.put("token", page.substring(page.indexOf('=') + 1));
      form.put("csrf", PageClient.csrf(browser.open(page)));
      Http.Answer done = browser.send("verify", form);
      assertEquals(Optional.of("/gatehouse/login?done=verify"), done.header("Location"));
      assertEquals(200, there.signIn(rosa, Residents.PASSWORD).status());
      assertEquals(400, browser.open(page).status());
      Http.Answer again =
          there
              .anybody()
              .post(
                  "api/v1/account/verify",
                  Map.of("user", Map.of("tempToken", office.token(rosa.email(), 2))));
      assertEquals(400, again.status(), again::toString);
    } finally {
      other.close();
      office.close();
    }
  }

  @Test
  void forgotWhenThereIsNoMailServerThenTheSameAnswerAndThePageSaysWhoCanHelp() {
    RunningServer mute = SharedServer.get();
    Http client = Http.to(mute).from("10.82.0.4");
    for (String address : List.of(Owner.shared().email(), Residents.fresh())) {
      Http.Answer answer = client.post(FORGOT, Map.of("user", Map.of("email", address)));
      assertEquals(201, answer.status(), answer::toString);
      assertEquals("{\"message\":\"success\"}", answer.text());
    }
    Http.Answer page = PageClient.at(mute, "10.82.0.5").open("forgot-password");
    assertEquals(200, page.status());
    assertTrue(page.text().contains("Ask your administrator"), page::toString);
    assertFalse(page.text().contains("<form"), page::toString);
  }

  private static void assertSecretPage(Http.Answer page) {
    assertEquals(Optional.of("no-store"), page.header("Cache-Control"));
    assertEquals(Optional.of("same-origin"), page.header("Referrer-Policy"));
    assertFalse(page.text().contains("<script"), page::toString);
  }

  private static void makeUnverified(RunningServer stopped, Person person) throws SQLException {
    String url = "jdbc:h2:file:" + stopped.home().resolve("gatehouse").toAbsolutePath();
    try (Connection connection = DriverManager.getConnection(url, "GATEHOUSE", "");
        PreparedStatement update =
            connection.prepareStatement(
                "update gatehouse_user set status = 'UNVERIFIED' where email = ?")) {
      update.setString(1, person.email());
      assertEquals(1, update.executeUpdate());
    }
  }

  /** All but what differs in any two answers. */
  private static Map<String, List<String>> headers(Http.Answer answer) {
    Map<String, List<String>> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    headers.putAll(answer.headers().map());
    headers.remove("Date");
    return headers;
  }

  /** The deeds of recovery on this account, newest first. */
  private static List<String> audited(Person person) {
    List<String> actions = new ArrayList<>();
    JsonNode events =
        RESIDENTS.owner().get("api/v1/audit-events?limit=200&user=" + person.id()).json();
    for (JsonNode event : events.path("items")) {
      String action = event.path("action").asText();
      if (action.startsWith("PASSWORD_")) {
        actions.add(action);
      }
    }
    return actions;
  }

  private static String path(String link) {
    return link.substring(link.indexOf("/gatehouse/") + "/gatehouse/".length());
  }
}
