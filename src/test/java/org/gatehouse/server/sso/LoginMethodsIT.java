package org.gatehouse.server.sso;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.time.Clock;
import java.util.Map;
import java.util.TreeMap;
import org.gatehouse.openid.OpenIdProvider;
import org.gatehouse.openid.Person;
import org.gatehouse.server.Http;
import org.gatehouse.server.Launch;
import org.gatehouse.server.RunningServer;
import org.gatehouse.server.page.PageClient;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A provider that an owner sets up while the server runs. */
@Tag("ours")
class LoginMethodsIT {
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
  }

  @AfterAll
  static void stop() {
    server.close();
    PROVIDER.close();
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
        api.sendJson("PUT", "api/v1/login-methods/oidc", settings("clientSecret", "x", "what", "y"));
    assertEquals(400, unknown.status(), unknown::toString);

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
        browser.open(
            SsoHouse.back(OpenIdProvider.visit(URI.create(SsoHouse.location(away)))));
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
