package org.gatehouse.server.attack;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import org.gatehouse.server.Http;
import org.gatehouse.server.SharedServer;
import org.gatehouse.server.SpecialServer;
import org.gatehouse.server.page.PageClient;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Forms that another site made a browser send are not believed: nobody is signed in or out. */
class PageCsrfIT {
  private final org.gatehouse.server.Owner owner = org.gatehouse.server.Owner.shared();
  private final PageClient victim = PageClient.at(SharedServer.get(), "10.63.0.1");

  @Test
  void signInWhenTheTokenIsMissingThenFormAgainAndNobodyIsIn() {
    victim.open("login");

    Http.Answer answer = victim.send("login", owner.credentials());

    assertAgain(answer, "open for too long");
  }

  @Test
  void signInWhenTheTokenIsForgedThenFormAgain() {
    String right = PageClient.csrf(victim.open("login"));
    String changed = (right.startsWith("A") ? "B" : "A") + right.substring(1);

    for (String forged : new String[] {"", "x", right + "A", right.substring(1), changed}) {
      assertAgain(victim.send("login", with(forged)), "open for too long");
    }
  }

  @Test
  void signInWhenTheTokenIsTheAttackersOwnThenFormAgain() {
    victim.open("login");
    PageClient attacker = PageClient.at(SharedServer.get(), "10.63.0.2");

    assertAgain(
        victim.send("login", with(PageClient.csrf(attacker.open("login")))), "open for too long");
  }

  @Test
  void signInWhenTheCookieIsMadeUpFromTheFieldThenFormAgain() {
    String field = PageClient.csrf(victim.open("login"));

    for (String cookie : new String[] {field, field + "." + field, "." + field, "."}) {
      // A new browser each time: the page gives a right cookie to whoever has none.
      Http.Answer answer =
          PageClient.at(SharedServer.get(), "10.63.0.3")
              .http()
              .with("Cookie", "gatehouse-csrf=" + cookie)
              .with("Origin", "http://localhost:" + SharedServer.get().port())
              .postRaw(
                  "login",
                  "application/x-www-form-urlencoded",
                  ("csrf=" + field).getBytes(StandardCharsets.US_ASCII));
      assertAgain(answer, "sent no cookie");
    }
  }

  @Test
  void signInWhenCookiesAreOffThenToldSoAndTheAddressIsKept() {
    String field = PageClient.csrf(victim.open("login"));
    PageClient withoutCookies = PageClient.at(SharedServer.get(), "10.63.0.4");

    Http.Answer answer = withoutCookies.send("login", with(field));

    assertAgain(answer, "sent no cookie");
    assertTrue(answer.text().contains(owner.email()), answer::toString);
    assertFalse(answer.text().contains(owner.password()), answer::toString);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://evil.example",
        "null",
        "http://localhost",
        "http://localhost:1",
        "https://localhost",
        "http://localhost.evil.example"
      })
  void signInWhenTheOriginIsForeignThenRefusedThoughTheTokenIsRight(String origin) {
    String field = PageClient.csrf(victim.open("login"));

    assertWrongAddress(victim.from(origin).send("login", with(field)), "");
  }

  @Test
  void signInWhenTheServerIsCalledByAnotherNameThenTheRightAddressIsNamed() {
    Map<String, String> form = new TreeMap<>(with(PageClient.csrf(victim.open("login"))));
    form.put("return", "/app?x=1");
    int port = SharedServer.get().port();

    Http.Answer answer = victim.from("http://127.0.0.1:" + port).send("login", form);

    assertWrongAddress(
        answer,
        "href=\"http://localhost:" + port + "/gatehouse/login?return&#x3D;%2Fapp%3Fx%3D1\"");
  }

  @Test
  void signInWhenNobodySaysFromWhereThenRefused() {
    String field = PageClient.csrf(victim.open("login"));
    Http.Answer answer =
        Http.to(SharedServer.get())
            .from("10.63.0.5")
            .with("Accept", "text/html")
            .with("Cookie", victim.cookies())
            .postRaw(
                "login",
                "application/x-www-form-urlencoded",
                ("csrf=" + field).getBytes(StandardCharsets.US_ASCII));

    assertWrongAddress(answer, "");
  }

  @Test
  void signOutWhenForcedThenTheSessionStays() {
    victim.signIn(owner, Map.of());

    assertEquals(403, victim.send("logout", Map.of()).status());
    assertEquals(403, victim.send("logout", Map.of("csrf", "x")).status());
    String right = PageClient.csrf(victim.open("logout"));
    assertEquals(
        403, victim.from("https://evil.example").send("logout", Map.of("csrf", right)).status());
    assertEquals(200, victim.open("logout").status());
    assertEquals(200, victim.open("").status());

    assertEquals(303, victim.send("logout", Map.of("csrf", right)).status());
    assertEquals(303, victim.open("").status());
  }

  @Test
  void cookieWhenSecureThenUnderAHostNameAndThePlainOneCountsForNothing() {
    org.gatehouse.server.Owner.of(SpecialServer.get());
    PageClient secure = PageClient.at(SpecialServer.get(), "10.63.0.6").from(SpecialServer.ORIGIN);
    Http.Answer page = secure.open("login");
    String set = page.header("Set-Cookie").orElse("");
    String pair = set.replaceFirst(";.*", "");

    assertTrue(set.startsWith("__Host-gatehouse-csrf="), set);
    assertTrue(set.endsWith("; Path=/; HttpOnly; SameSite=Lax; Secure"), set);
    Map<String, String> form = Map.of("csrf", PageClient.csrf(page));
    assertEquals(400, secure.withHeader("Cookie", pair).send("login", form).status());
    assertEquals(
        403, secure.withHeader("Cookie", pair.replace("__Host-", "")).send("login", form).status());
  }

  private Map<String, String> with(String csrf) {
    return Map.of("email", owner.email(), "password", owner.password(), "csrf", csrf);
  }

  private static void assertAgain(Http.Answer answer, String reason) {
    assertEquals(403, answer.status(), answer::toString);
    assertTrue(answer.text().contains("<h1>Sign in</h1>"), answer::toString);
    assertTrue(answer.text().contains(reason), answer::toString);
    assertFalse(answer.headers().map().toString().contains("gatehouse-access"), answer::toString);
  }

  private static void assertWrongAddress(Http.Answer answer, String link) {
    assertEquals(403, answer.status(), answer::toString);
    assertTrue(answer.text().contains("<h1>Wrong address</h1>"), answer::toString);
    assertTrue(answer.text().contains(link), answer::toString);
    assertFalse(answer.headers().map().toString().contains("gatehouse-access"), answer::toString);
  }
}
