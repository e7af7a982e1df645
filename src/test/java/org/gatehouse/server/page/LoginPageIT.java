package org.gatehouse.server.page;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.HttpCookie;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.gatehouse.server.Http;
import org.gatehouse.server.Owner;
import org.gatehouse.server.SharedServer;
import org.junit.jupiter.api.Test;

class LoginPageIT {
  private final Owner owner = Owner.shared();

  @Test
  void signInWhenPasswordIsRightThen303AndTheBrowserIsKnown() {
    PageClient browser = browser("10.60.0.1");

    Http.Answer answer = browser.signIn(owner, Map.of());

    assertSeeOther("/gatehouse/", answer);
    Http.Answer home = browser.open("");
    assertEquals(200, home.status(), home::toString);
    assertTrue(home.text().contains(owner.email()), home::toString);
  }

  @Test
  void signInWhenReturnAddressIsOursThenBackToItByteForByte() {
    String page = "/app/p%C3%A4ge;v=1?q=a+b%20c&next=https://x.example//y&e=&z";

    assertSeeOther(page, browser("10.60.0.2").signIn(owner, Map.of("return", page)));
  }

  @Test
  void signInWhenPasswordIsWrongThen401AndOnlyTheAddressIsKept() {
    PageClient browser = browser("10.60.0.3");

    Http.Answer answer =
        browser.submit(
            "login", Map.of("email", owner.email(), "password", "wr\u00f6ng", "return", "/app?x"));

    assertEquals(401, answer.status(), answer::toString);
    assertTrue(answer.text().contains("Incorrect Email or Password"), answer::toString);
    assertTrue(answer.text().contains("value=\"" + owner.email() + "\""), answer::toString);
    assertTrue(answer.text().contains("name=\"return\" value=\"/app?x\""), answer::toString);
    assertFalse(answer.text().contains("wr\u00f6ng"), answer::toString);
    assertEquals(
        List.of("Bearer realm=\"Gatehouse\""), answer.headers().allValues("WWW-Authenticate"));
    assertEquals(List.of(), answer.headers().allValues("Set-Cookie"));
  }

  @Test
  void signInWhenAddressIsUnknownThenTheSameAnswer() {
    PageClient browser = browser("10.60.0.4");
    String known = refusal(browser, owner.email()).text().replace(owner.email(), "X");
    String unknown =
        refusal(browser, "nobody@example.org").text().replace("nobody@example.org", "X");

    assertEquals(known, unknown);
  }

  @Test
  void signInWhenFieldsAreEmptyThen400InWords() {
    for (Map<String, String> fields :
        List.of(
            Map.<String, String>of(),
            Map.of("email", owner.email(), "password", ""),
            Map.of("email", " ", "password", "x"))) {
      Http.Answer answer = browser("10.60.0.5").submit("login", fields);
      assertEquals(400, answer.status(), answer::toString);
      assertTrue(answer.text().contains("Please enter your e-mail address"), answer::toString);
    }
  }

  @Test
  void signInWhenTooOftenWrongThen429InWordsAndWithRetryAfter() {
    PageClient browser = browser("10.60.0.6");
    for (int i = 0; i < 10; i++) {
      assertEquals(401, refusal(browser, "often@example.org").status());
    }

    Http.Answer answer = refusal(browser, "often@example.org");

    assertEquals(429, answer.status(), answer::toString);
    assertTrue(answer.text().matches("(?s).*Too many attempts\\. Please try again in \\d.*"));
    assertTrue(Integer.parseInt(answer.header("Retry-After").orElse("0")) > 0, answer::toString);
  }

  @Test
  void loginWhenSignedInAlreadyThenStraightOn() {
    PageClient browser = browser("10.60.0.7");
    browser.signIn(owner, Map.of());

    assertSeeOther("/app/x?a=1&b=2", browser.open("login?return=%2Fapp%2Fx%3Fa%3D1%26b%3D2"));
    assertSeeOther("/gatehouse/", browser.open("login"));
    assertSeeOther("/gatehouse/", browser.open("login?return=%2F%2Fevil.example"));
  }

  @Test
  void loginWhenOnlyTheRefreshCookieIsLeftThenSignedInAnewWithoutAForm() {
    PageClient browser = browser("10.60.0.8");
    browser.signIn(owner, Map.of());
    String refresh = cookie(browser, "gatehouse-refresh");
    PageClient later = browser("10.60.0.8");

    Http.Answer answer =
        later.http().with("Cookie", "gatehouse-refresh=" + refresh).get("login?return=/app");

    assertSeeOther("/app", answer);
    assertEquals(2, answer.headers().allValues("Set-Cookie").size(), answer::toString);
    assertEquals(200, later.open("").status());
  }

  @Test
  void loginWhenTheRefreshCookieIsNoGoodThenFormAndCookiesCleared() {
    Http.Answer answer =
        browser("10.60.0.9").http().with("Cookie", "gatehouse-refresh=garbage").get("login");

    assertEquals(200, answer.status(), answer::toString);
    assertTrue(
        answer.headers().allValues("Set-Cookie").stream()
            .anyMatch(
                line -> line.startsWith("gatehouse-refresh=; ") && line.contains("Max-Age=0")),
        answer::toString);
  }

  @Test
  void severalTabsWhenOpenedThenAllOfThemWork() {
    PageClient browser = browser("10.60.0.10");
    String first = PageClient.csrf(browser.open("login"));
    String second = PageClient.csrf(browser.open("login?return=/app"));

    assertSeeOther("/gatehouse/", browser.send("login", withCsrf(second)));
    assertSeeOther("/gatehouse/", browser.send("login", withCsrf(first)));
  }

  @Test
  void signOutWhenAskedByLinkThenNothingHappensButAQuestion() {
    PageClient browser = browser("10.60.0.11");
    browser.signIn(owner, Map.of());

    Http.Answer question = browser.open("logout");

    assertEquals(200, question.status(), question::toString);
    assertTrue(question.text().contains(owner.email()), question::toString);
    assertEquals(200, browser.open("").status());
  }

  @Test
  void signOutWhenConfirmedThenTheSessionIsOver() {
    PageClient browser = browser("10.60.0.12");
    browser.signIn(owner, Map.of());
    String access = cookie(browser, "gatehouse-access");

    Http.Answer answer = browser.submit("logout", Map.of());

    assertSeeOther("/gatehouse/login?done=logout", answer);
    assertEquals(Optional.of("\"cache\""), answer.header("Clear-Site-Data"));
    assertEquals(401, owner.client("10.60.0.12").bearer(access).get("api/v1/whoami").status());
    assertTrue(browser.open("login?done=logout").text().contains("You are signed out."));
    assertSeeOther("/gatehouse/login", browser.open("logout"));
    assertSeeOther("/gatehouse/login", browser.open(""));
  }

  @Test
  void unauthorizedWhenSignedInThen403AndAnotherAccountIsOffered() {
    PageClient browser = browser("10.60.0.13");
    browser.signIn(owner, Map.of());

    Http.Answer answer = browser.open("unauthorized?return=%2Fapp%3Fx%3D1");

    assertEquals(403, answer.status(), answer::toString);
    assertTrue(answer.text().contains(owner.email()), answer::toString);
    assertTrue(answer.text().contains("name=\"return\" value=\"/app?x&#x3D;1\""), answer::toString);
    assertSeeOther(
        "/gatehouse/login?return=%2Fapp%3Fx%3D1",
        browser.send("logout", Map.of("csrf", PageClient.csrf(answer), "return", "/app?x=1")));
    assertSeeOther("/gatehouse/login?return=%2Fapp", browser.open("unauthorized?return=%2Fapp"));
  }

  @Test
  void setupWhenThereIsAnOwnerThenSignIn() {
    assertSeeOther("/gatehouse/login", browser("10.60.0.14").open("setup"));
    PageClient browser = browser("10.60.0.14");
    String csrf = PageClient.csrf(browser.open("login"));
    assertSeeOther("/gatehouse/login", browser.send("setup", Map.of("csrf", csrf)));
  }

  private Http.Answer refusal(PageClient browser, String email) {
    Http.Answer answer = browser.submit("login", Map.of("email", email, "password", "wrong"));
    String csrf = PageClient.csrf(answer);
    return new Http.Answer(
        answer.status(),
        answer.headers(),
        answer.text().replace(csrf, "").getBytes(StandardCharsets.UTF_8));
  }

  private Map<String, String> withCsrf(String csrf) {
    return Map.of("email", owner.email(), "password", owner.password(), "csrf", csrf);
  }

  private static PageClient browser(String address) {
    return PageClient.at(SharedServer.get(), address);
  }

  private static String cookie(PageClient browser, String name) {
    return browser.http().cookies().stream()
        .filter(cookie -> cookie.getName().equals(name))
        .map(HttpCookie::getValue)
        .findFirst()
        .orElseThrow();
  }

  static void assertSeeOther(String address, Http.Answer answer) {
    assertEquals(303, answer.status(), answer::toString);
    assertEquals(Optional.of(address), answer.header("Location"));
    assertEquals(Optional.of("no-store"), answer.header("Cache-Control"));
  }
}
