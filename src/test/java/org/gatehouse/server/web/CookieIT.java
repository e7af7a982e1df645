package org.gatehouse.server.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.gatehouse.server.Http;
import org.gatehouse.server.LoginCookies;
import org.gatehouse.server.LoginCookies.SetCookie;
import org.gatehouse.server.Owner;
import org.gatehouse.server.SharedServer;
import org.gatehouse.server.SpecialServer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CookieIT {
  private static final String LOGIN = "api/v1/auth/login";
  private static final String LOGOUT = "api/v1/account/logout";
  private static final String REFRESH = "api/v1/auth/refreshToken";
  private static final String WHOAMI = "api/v1/whoami";
  private static final long ACCESS_SECONDS = 360 * 60;
  private static final long REFRESH_SECONDS = 43_200 * 60;

  private final Owner owner = Owner.shared();

  @Test
  void signInWhenWebClientThenBothCookiesAndNoTokenInTheBody() {
    Http.Answer answer = browser(owner, "10.4.0.1").post(LOGIN, owner.credentials());

    LoginCookies cookies = LoginCookies.of(answer);
    assertEquals("gatehouse-access", cookies.access().name());
    assertEquals("gatehouse-refresh", cookies.refresh().name());
    assertTrue(Math.abs(ACCESS_SECONDS - cookies.access().maxAge()) <= 5);
    assertTrue(Math.abs(REFRESH_SECONDS - cookies.refresh().maxAge()) <= 5);
    for (SetCookie cookie : List.of(cookies.access(), cookies.refresh())) {
      assertEquals(Set.of("path", "max-age", "httponly", "samesite"), cookie.attributes().keySet());
      assertEquals("/", cookie.attributes().get("path"));
      assertEquals("Lax", cookie.attributes().get("samesite"));
      assertFalse(answer.text().contains(cookie.value()));
    }
    for (String member : List.of("accessToken", "refreshToken", "tokenType", "expiresIn")) {
      assertFalse(answer.json().has(member), member);
    }
    assertEquals(owner.email(), answer.json().get("email").textValue());
  }

  @Test
  void signInWhenRefusedThenNoCookie() {
    Http.Answer answer =
        browser(owner, "10.4.0.2")
            .post(LOGIN, Map.of("email", owner.email(), "password", "wrong-guess-1"));

    assertEquals(401, answer.status());
    assertEquals(List.of(), answer.headers().allValues("Set-Cookie"));
  }

  @Test
  void signInWhenTheHeaderSaysSomethingElseThenAnApiClient() {
    Http.Answer answer =
        owner
            .client("10.4.0.3")
            .with("x-request-from", "external")
            .post(LOGIN, owner.credentials());

    assertTrue(answer.json().hasNonNull("accessToken"));
    assertEquals(List.of(), answer.headers().allValues("Set-Cookie"));
  }

  @Test
  void cookiesWhenTheAppUrlIsHttpsThenSecureAndBoundToTheHost() {
    Owner special = Owner.of(SpecialServer.get());

    LoginCookies cookies =
        LoginCookies.of(browser(special, "10.4.0.4").post(LOGIN, special.credentials()));

    assertEquals("__Host-gatehouse-access", cookies.access().name());
    assertEquals("__Host-gatehouse-refresh", cookies.refresh().name());
    for (SetCookie cookie : List.of(cookies.access(), cookies.refresh())) {
      // RFC 6265bis, section 4.1.3.2: Secure, Path=/ and no Domain, or a browser drops it.
      assertEquals(
          Set.of("path", "max-age", "httponly", "samesite", "secure"),
          cookie.attributes().keySet());
      assertEquals("/", cookie.attributes().get("path"));
    }
    assertEquals(200, with(browser(special, "10.4.0.4"), cookies).get(WHOAMI).status());
  }

  @Test
  void cookiesWhenSecureThenTheirPlainNamesAreNotRead() {
    Owner special = Owner.of(SpecialServer.get());
    LoginCookies cookies =
        LoginCookies.of(browser(special, "10.4.0.4").post(LOGIN, special.credentials()));
    String planted = cookies.header().replace("__Host-", "");

    assertEquals(401, browser(special, "10.4.0.4").with("Cookie", planted).get(WHOAMI).status());
  }

  @Test
  void cookiesWhenSecureAndSignedOutThenClearedUnderTheirNames() {
    Owner special = Owner.of(SpecialServer.get());
    Http browser = browser(special, "10.4.0.4");
    LoginCookies cookies = LoginCookies.of(browser.post(LOGIN, special.credentials()));

    LoginCookies cleared = LoginCookies.of(with(browser, cookies).post(LOGOUT, Map.of()));

    assertEquals("__Host-gatehouse-access", cleared.access().name());
    for (SetCookie cookie : List.of(cleared.access(), cleared.refresh())) {
      assertEquals("", cookie.value());
      assertEquals(0, cookie.maxAge());
      assertTrue(cookie.attributes().containsKey("secure"));
    }
  }

  @Test
  void whoamiWhenByCookieThenTheContainerKnowsTheCaller() {
    Http browser = browser(owner, "10.4.0.5");
    LoginCookies cookies = LoginCookies.of(browser.post(LOGIN, owner.credentials()));

    Http.Answer answer = with(browser, cookies).get(WHOAMI);

    assertEquals(200, answer.status(), answer::toString);
    assertEquals(owner.email(), answer.json().get("name").textValue());
    assertEquals("COOKIE", answer.json().get("authType").textValue());
  }

  @Test
  void protectedWhenTheAccessCookieIsGoneThenToldToRefresh() {
    Http browser = browser(owner, "10.4.0.6");
    LoginCookies cookies = LoginCookies.of(browser.post(LOGIN, owner.credentials()));
    String refreshOnly = cookies.refresh().pair();

    Http.Answer answer = browser.with("Cookie", refreshOnly).get(WHOAMI);

    assertEquals(401, answer.status(), answer::toString);
    assertEquals("Token Expired", answer.json().get("message").textValue());
    assertTrue(answer.json().get("retry").isBoolean());
    assertTrue(answer.json().get("retry").booleanValue());
  }

  @Test
  void protectedWhenNotAWebClientOrWithoutRefreshCookieThenNotToldToRefresh() {
    Http browser = browser(owner, "10.4.0.6");
    LoginCookies cookies = LoginCookies.of(browser.post(LOGIN, owner.credentials()));

    for (Http.Answer answer :
        List.of(
            browser.get(WHOAMI),
            owner.client("10.4.0.6").with("Cookie", cookies.refresh().pair()).get(WHOAMI),
            browser.with("Cookie", cookies.access().name() + "=garbage").get(WHOAMI))) {
      assertEquals(401, answer.status(), answer::toString);
      assertEquals("Invalid or Missing token", answer.json().get("message").textValue());
      assertFalse(answer.json().has("retry"));
    }
  }

  @Test
  void refreshWhenByCookieThenBothCookiesAreNewAndTheBodyHasNoToken() {
    Http browser = browser(owner, "10.4.0.7");
    LoginCookies first = LoginCookies.of(browser.post(LOGIN, owner.credentials()));

    Http.Answer answer = browser.with("Cookie", first.refresh().pair()).post(REFRESH, Map.of());

    assertEquals(200, answer.status(), answer::toString);
    LoginCookies second = LoginCookies.of(answer);
    assertNotEquals(first.access().value(), second.access().value());
    assertNotEquals(first.refresh().value(), second.refresh().value());
    assertTrue(Math.abs(ACCESS_SECONDS - second.access().maxAge()) <= 5);
    assertFalse(answer.json().has("accessToken"));
    assertFalse(answer.json().has("refreshToken"));
    assertEquals(owner.email(), answer.json().get("email").textValue());
    assertEquals(200, with(browser, second).get(WHOAMI).status());
  }

  @Test
  void signOutWhenByCookieThenCookiesAreClearedAndTheSessionIsOver() {
    Http browser = browser(owner, "10.4.0.8");
    LoginCookies cookies = LoginCookies.of(browser.post(LOGIN, owner.credentials()));

    Http.Answer answer = with(browser, cookies).post(LOGOUT, Map.of());

    LoginCookies cleared = LoginCookies.of(answer);
    assertEquals(0, cleared.access().maxAge());
    assertEquals(0, cleared.refresh().maxAge());
    assertEquals("", cleared.access().value() + cleared.refresh().value());
    assertEquals(401, with(browser, cookies).get(WHOAMI).status());
    assertEquals(401, with(browser, cookies).post(REFRESH, Map.of()).status());
  }

  @Test
  void signOutWhenOnlyTheRefreshCookieIsLeftThenTheSessionEndsToo() {
    Http browser = browser(owner, "10.4.0.8");
    LoginCookies cookies = LoginCookies.of(browser.post(LOGIN, owner.credentials()));

    browser.with("Cookie", cookies.refresh().pair()).post(LOGOUT, Map.of());

    assertEquals(401, with(browser, cookies).get(WHOAMI).status());
  }

  @Test
  void postWhenCookiesWithoutTheHeaderThen403AndNothingHappens() {
    LoginCookies cookies = signedIn("10.4.1.1");
    Http client = owner.client("10.4.1.1").with("Cookie", cookies.header());

    assertCrossSite(client.post(LOGOUT, Map.of()));
    assertCrossSite(client.post(REFRESH, Map.of()));
    assertCrossSite(client.with("x-request-from", "external").post(LOGOUT, Map.of()));

    assertEquals(200, client.get(WHOAMI).status());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://evil.example",
        "null",
        "http://localhost",
        "http://localhost:1",
        "https://localhost",
        "http://localhost.evil.example",
      })
  void postWhenTheOriginIsNotOursThen403AndNothingHappens(String origin) {
    LoginCookies cookies = signedIn("10.4.1.2");
    Http foreign = with(browser(owner, "10.4.1.2"), cookies).with("Origin", origin);

    assertCrossSite(foreign.post(LOGOUT, Map.of()));
    assertCrossSite(foreign.post(REFRESH, Map.of()));

    assertEquals(200, with(browser(owner, "10.4.1.2"), cookies).get(WHOAMI).status());
  }

  @Test
  void postWhenTheOriginIsOursThenDone() {
    LoginCookies cookies = signedIn("10.4.1.3");
    String ours = "http://localhost:" + SharedServer.get().port();

    Http.Answer answer =
        with(browser(owner, "10.4.1.3"), cookies).with("Origin", ours).post(LOGOUT, Map.of());

    assertEquals(200, answer.status(), answer::toString);
  }

  @Test
  void postWhenTheOriginIsTheAppUrlBehindAProxyThenDone() {
    Owner special = Owner.of(SpecialServer.get());
    Http browser = browser(special, "10.4.1.4");
    LoginCookies cookies = LoginCookies.of(browser.post(LOGIN, special.credentials()));
    Http signedIn = with(browser, cookies);
    String direct = "http://localhost:" + SpecialServer.get().port();

    assertCrossSite(signedIn.with("Origin", direct).post(LOGOUT, Map.of()));
    assertEquals(
        200, signedIn.with("Origin", SpecialServer.ORIGIN).post(LOGOUT, Map.of()).status());
  }

  @Test
  void signInWhenAnotherSiteSendsItThenNoCookieIsPlanted() {
    Http.Answer answer =
        browser(owner, "10.4.1.5")
            .with("Origin", "https://evil.example")
            .post(LOGIN, owner.credentials());

    assertCrossSite(answer);
    assertEquals(List.of(), answer.headers().allValues("Set-Cookie"));
  }

  @Test
  void postWhenABearerTokenComesBesideCookiesThenTheTokenDecides() {
    Http client = owner.client("10.4.1.6");
    LoginCookies cookies = signedIn("10.4.1.6");
    Owner.Tokens tokens = owner.signIn(client);

    Http.Answer me = client.with("Cookie", cookies.header()).bearer(tokens.access()).get(WHOAMI);
    assertEquals("BEARER", me.json().get("authType").textValue());
    assertEquals(
        401, client.with("Cookie", cookies.header()).bearer("garbage").get(WHOAMI).status());
  }

  private LoginCookies signedIn(String address) {
    return LoginCookies.of(browser(owner, address).post(LOGIN, owner.credentials()));
  }

  private static Http browser(Owner owner, String address) {
    return owner.client(address).with("x-request-from", "internal");
  }

  private static Http with(Http client, LoginCookies cookies) {
    return client.with("Cookie", cookies.header());
  }

  private static void assertCrossSite(Http.Answer answer) {
    assertEquals(403, answer.status(), answer::toString);
    assertEquals("application/problem+json", answer.mediaType());
    assertEquals("urn:gatehouse:problem:cross_site_request", answer.json().get("type").textValue());
  }
}
