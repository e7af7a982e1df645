package org.gatehouse.server.sso;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Base64;
import java.util.Map;
import org.gatehouse.openid.OpenIdProvider;
import org.gatehouse.openid.Person;
import org.gatehouse.server.Http;
import org.gatehouse.server.Launch;
import org.gatehouse.server.Owner;
import org.gatehouse.server.RunningServer;
import org.gatehouse.server.page.PageClient;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** {@code PASSWORD_LOGIN=false}: providers are the only way in, but for the operator. */
@Tag("ours")
class PasswordLoginOffIT {
  private static final String OPERATOR = "operator";
  private static final String OPERATOR_PASSWORD = "the:operators:word";

  @Test
  void passwordsWhenSwitchedOffThenOpenNothingButTheOperatorsWayInStays() {
    try (OpenIdProvider provider = OpenIdProvider.start(Clock.systemUTC());
        RunningServer server =
            RunningServer.start(
                Launch.fresh()
                    .with("TRUST_PROXY", "127.0.0.1/32")
                    .with("PASSWORD_LOGIN", "false")
                    .with("FLOWISE_USERNAME", OPERATOR)
                    .with("FLOWISE_PASSWORD", OPERATOR_PASSWORD)
                    .with("SSO_OIDC_CLIENT_ID", OpenIdProvider.CLIENT_ID)
                    .with("SSO_OIDC_CLIENT_SECRET", OpenIdProvider.CLIENT_SECRET)
                    .with("SSO_OIDC_ISSUER", provider.origin())
                    .with("SSO_PROVISION", "true")
                    .with("SSO_PROVISION_DOMAINS", "example.org"))) {
      Owner owner = Owner.of(server);
      Http api = Http.to(server).from(SsoHouse.address());
      Http.Answer refused = api.post("api/v1/auth/login", owner.credentials());
      assertEquals(403, refused.status(), refused::toString);
      assertTrue(
          refused.json().path("type").asText().endsWith("password_login_off"), refused::toString);
      assertEquals(401, basic(api, owner.email(), owner.password()).get("api/v1/whoami").status());
      Http operator = basic(api, OPERATOR, OPERATOR_PASSWORD);
      assertEquals(200, operator.get("api/v1/whoami").status());

      PageClient browser = PageClient.at(server, SsoHouse.address());
      Http.Answer page = browser.open("login");
      assertFalse(page.text().contains("type=\"password\""), page::toString);
      assertTrue(page.text().contains("Sign in with OpenID"), page::toString);
      provider.person = Person.verified("new", "new@example.org");
      Http.Answer away = browser.open("api/v1/oidc/login");
      String callback = SsoHouse.back(OpenIdProvider.visit(URI.create(SsoHouse.location(away))));
      Http.Answer in = browser.open(callback);
      assertEquals("http://localhost:" + server.port() + "/gatehouse/", SsoHouse.location(in));
      assertEquals(
          "new@example.org",
          browser
              .http()
              .with("Accept", "application/json")
              .get("api/v1/whoami")
              .json()
              .path("name")
              .asText());
      assertEquals(1, operator.get("api/v1/users?search=new%40").json().path("items").size());
      Http.Answer sent =
          browser.send(
              "login",
              Map.of(
                  "csrf",
                  PageClient.csrf(browser.open("logout")),
                  "email",
                  owner.email(),
                  "password",
                  owner.password()));
      assertEquals(403, sent.status(), sent::toString);
      assertTrue(sent.text().contains("Nobody signs in with a password here."), sent::toString);
    }
  }

  private static Http basic(Http client, String name, String password) {
    byte[] pair = (name + ":" + password).getBytes(StandardCharsets.UTF_8);
    return client.with("Authorization", "Basic " + Base64.getEncoder().encodeToString(pair));
  }
}
