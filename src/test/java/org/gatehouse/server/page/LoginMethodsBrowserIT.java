package org.gatehouse.server.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Response;
import com.microsoft.playwright.options.AriaRole;
import java.net.URI;
import java.time.Clock;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.gatehouse.openid.OpenIdProvider;
import org.gatehouse.openid.Person;
import org.gatehouse.server.Browser;
import org.gatehouse.server.Http;
import org.gatehouse.server.Launch;
import org.gatehouse.server.Owner;
import org.gatehouse.server.RunningServer;
import org.gatehouse.server.sso.SsoHouse;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A provider that an owner sets up while the server runs, by API and on the page. */
@Tag("ours")
class LoginMethodsBrowserIT {
  private static final OpenIdProvider PROVIDER = OpenIdProvider.start(Clock.systemUTC());

  @SuppressWarnings("NullAway.Init") // set before the first test
  private static RunningServer server;

  @BeforeAll
  static void start() {
    server =
        RunningServer.start(
            Launch.fresh()
                .with("TRUST_PROXY", "127.0.0.1/32")
                .with("OUTBOUND_ALLOW_PRIVATE", "true")
                .with("SSO_GITHUB_CLIENT_ID", "in the environment")
                .with("SSO_GITHUB_CLIENT_SECRET", "a secret of the environment"));
    Owner unused = Owner.of(server);
  }

  @AfterAll
  static void stop() {
    server.close();
    PROVIDER.close();
  }

  private static void click(Page page, AriaRole role, String name) {
    page.getByRole(role, new Page.GetByRoleOptions().setName(name).setExact(true)).click();
  }

  private static Locator field(Page page, String id) {
    return page.locator("input#" + id);
  }

  @Test
  void ownerWhenSettingAProviderUpThenTriesItAndPeopleSeeIt() {
    try (Page page =
        Browser.open(server, "10.96.0.1", options -> options.setJavaScriptEnabled(false))) {
      LoginForm.open(page, "").enter(Owner.of(server));
      click(page, AriaRole.LINK, "Ways to sign in");
      assertThat(page.locator("main")).containsText("set up by the settings of the server");
      click(page, AriaRole.LINK, "Another OpenID provider");
      field(page, "clientId").fill(OpenIdProvider.CLIENT_ID);
      field(page, "clientSecret").fill("wrong");
      field(page, "issuer").fill("nonsense");
      click(page, AriaRole.BUTTON, "Save");
      assertThat(page.getByRole(AriaRole.ALERT)).containsText("issuer");
      assertThat(field(page, "clientId")).hasValue(OpenIdProvider.CLIENT_ID);
      assertThat(field(page, "clientSecret")).hasValue("");

      field(page, "clientSecret").fill("wrong");
      field(page, "issuer").fill(PROVIDER.origin());
      click(page, AriaRole.BUTTON, "Save");
      assertThat(page.getByRole(AriaRole.STATUS)).containsText("It is stored");
      click(page, AriaRole.BUTTON, "Ask the provider");
      assertThat(page.getByRole(AriaRole.ALERT)).containsText("client secret is wrong");
      field(page, "clientSecret").fill(OpenIdProvider.CLIENT_SECRET);
      field(page, "name").fill("Page House");
      click(page, AriaRole.BUTTON, "Save");
      click(page, AriaRole.BUTTON, "Ask the provider");
      assertThat(page.getByRole(AriaRole.STATUS)).containsText("answers as it should");
      assertFalse(page.content().contains("s3cr:t"), "the secret is shown");

      try (Page visitor = Browser.open(server, "10.96.0.2")) {
        visitor.navigate("login");
        assertThat(
                visitor.getByRole(
                    AriaRole.LINK, new Page.GetByRoleOptions().setName("Sign in with Page House")))
            .isVisible();
        PROVIDER.person = Person.verified("eve", "eve@example.org");
        visitor.navigate("register?token=" + SsoHouse.invite(server, "eve@example.org"));
        click(visitor, AriaRole.LINK, "Join with Page House");
        assertThat(visitor).hasTitle("Signed in \u2013 Gatehouse");
        Response response = Objects.requireNonNull(visitor.navigate("login-methods"));
        assertEquals(403, response.status());
      }
      click(page, AriaRole.BUTTON, "Remove it");
      assertThat(page.getByRole(AriaRole.STATUS)).containsText("It is removed");
    }
  }

  @Test
  void pagesWhenShownThenForEverybody() {
    try (Page page = Browser.open(server, "10.96.0.3")) {
      LoginForm.open(page, "?return=%2Fgatehouse%2Flogin-methods").signIn(Owner.of(server));
      assertThat(page.getByRole(AriaRole.HEADING).first()).hasText("Ways to sign in");
      PageCheck check = new PageCheck(page);
      check.isForEverybody("login-methods");
      page.navigate("login-methods?provider=azure");
      check.isForEverybody("login-method");
      page.navigate("login-methods?provider=github");
      check.isForEverybody("login-method-fixed");
    }
  }

  private static Map<String, String> settings(String... more) {
    Map<String, String> settings = new TreeMap<>();
    settings.put("clientId", OpenIdProvider.CLIENT_ID);
    settings.put("issuer", PROVIDER.origin());
    settings.put("name", "Test House");
    for (int i = 0; i < more.length; i += 2) {
      settings.put(more[i], more[i + 1]);
    }
    return settings;
  }

  private static JsonNode trial(Http api) {
    Http.Answer answer = api.post("api/v1/login-methods/oidc/test", Map.of());
    assertEquals(200, answer.status(), answer::toString);
    return answer.json();
  }

  @Test
  void providerWhenSetUpThenTriedUsedSignedOutFromAndRemoved() {
    Http api = SsoHouse.api(server);
    Http.Answer incomplete = api.sendJson("PUT", "api/v1/login-methods/oidc", settings());
    assertEquals(400, incomplete.status(), incomplete::toString);
    assertTrue(incomplete.text().contains("clientSecret"), incomplete::toString);
    Http.Answer unknown =
        api.sendJson(
            "PUT", "api/v1/login-methods/oidc", settings("clientSecret", "x", "domain", "y"));
    assertEquals(400, unknown.status(), unknown::toString);
    assertTrue(unknown.text().contains("domain: not for oidc"), unknown::toString);

    put(api, settings("clientSecret", "wrong"));
    JsonNode refused = trial(api);
    assertFalse(refused.path("works").asBoolean());
    assertTrue(refused.path("message").asText().contains("client secret is wrong"), "" + refused);
    String shown = put(api, settings("clientSecret", OpenIdProvider.CLIENT_SECRET));
    assertFalse(shown.contains(OpenIdProvider.CLIENT_SECRET), shown);
    assertTrue(trial(api).path("works").asBoolean());

    PROVIDER.person = Person.verified("ada", "ada@example.org");
    PROVIDER.misbehave(
        well ->
            well.inMetadata(
                document -> document.put("end_session_endpoint", PROVIDER.origin() + "/out")));
    // The same without the secret, which stays; what was remembered of the provider is forgotten.
    put(api, settings("name", "Tested House"));
    PageClient browser = PageClient.at(server, SsoHouse.address());
    String invitation = SsoHouse.invite(server, "ada@example.org");
    assertTrue(browser.open("login").text().contains("Sign in with Tested House"));
    Http.Answer away = browser.open("api/v1/oidc/login?invitation=" + invitation);
    Http.Answer in =
        browser.open(SsoHouse.back(OpenIdProvider.visit(URI.create(SsoHouse.location(away)))));
    assertEquals(302, in.status(), in::toString);
    Http.Answer out =
        browser
            .http()
            .with("Accept", "application/json")
            .with("x-request-from", "internal")
            .post("api/v1/account/logout", Map.of());
    assertEquals(200, out.status(), out::toString);
    assertEquals("/login", out.json().path("redirectTo").asText());
    String logout = out.json().path("logoutUrl").asText();
    assertTrue(logout.startsWith(PROVIDER.origin() + "/out?id_token_hint=ey"), logout);
    assertEquals(
        401, browser.http().with("Accept", "application/json").get("api/v1/whoami").status());

    assertEquals(204, api.delete("api/v1/login-methods/oidc").status());
    assertEquals(404, api.get("api/v1/oidc/login").status());
    assertEquals(404, api.delete("api/v1/login-methods/oidc").status());
  }

  private static String put(Http api, Map<String, String> settings) {
    Http.Answer answer = api.sendJson("PUT", "api/v1/login-methods/oidc", settings);
    assertEquals(200, answer.status(), answer::toString);
    JsonNode body = answer.json();
    assertEquals("stored", body.path("source").asText());
    assertEquals(
        "http://localhost:" + server.port() + "/gatehouse/api/v1/oidc/callback",
        body.path("redirectUri").asText());
    return answer.text();
  }

  @Test
  void providerWhenInTheEnvironmentThenShownAsFixed() {
    Http api = SsoHouse.api(server);
    JsonNode method = api.get("api/v1/login-methods/github").json();
    assertEquals("environment", method.path("source").asText());
    assertTrue(method.path("fixed").asBoolean());
    assertEquals("in the environment", method.at("/settings/clientId").asText());
    Map<String, String> texts = Map.of("clientId", "x", "clientSecret", "y");
    assertEquals(409, api.sendJson("PUT", "api/v1/login-methods/github", texts).status());
    assertEquals(409, api.delete("api/v1/login-methods/github").status());
    Http.Answer all = api.get("api/v1/login-methods");
    assertEquals(5, all.json().path("items").size(), all::toString);
    assertFalse(all.text().contains("a secret of the environment"), all::toString);
  }
}
