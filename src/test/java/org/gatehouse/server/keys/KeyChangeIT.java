package org.gatehouse.server.keys;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import org.gatehouse.server.CommandLine;
import org.gatehouse.server.CommandLine.Outcome;
import org.gatehouse.server.Http;
import org.gatehouse.server.Jws;
import org.gatehouse.server.Launch;
import org.gatehouse.server.LoginCookies;
import org.gatehouse.server.Owner;
import org.gatehouse.server.Owner.Tokens;
import org.gatehouse.server.RunningServer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Keys change, and nobody is signed out; or everybody is, where that is meant. */
@Tag("ours")
class KeyChangeIT {
  private static final String A = "A9x4Jr8sVx2QbLw6Tz0KdYp9GmHc3FeUa7iXoR5vBt";
  private static final String B = "B9x4Jr8sVx2QbLw6Tz0KdYp9GmHc3FeUa7iXoR5vBt";
  private static final String C = "C9x4Jr8sVx2QbLw6Tz0KdYp9GmHc3FeUa7iXoR5vBt";
  private static final String D = "D9x4Jr8sVx2QbLw6Tz0KdYp9GmHc3FeUa7iXoR5vBt";
  private static final String WHO_AM_I = "api/v1/whoami";

  @Test
  void rotateThenOldTokensGoOnAndRevokeThenTheyNeedARefresh() {
    try (RunningServer server =
        RunningServer.start(Launch.fresh().with("TRUST_PROXY", "127.0.0.1/32"))) {
      Owner owner = Owner.of(server);
      Http client = owner.client("10.77.1.1");
      Tokens before = owner.signIn(client);
      LoginCookies web = owner.signInAsWebClient("10.77.1.2");

      Http.Answer rotated =
          client.bearer(before.access()).post("api/v1/keys/rotate", Map.of("now", true));
      assertEquals(200, rotated.status(), rotated::toString);
      assertEquals("ACTIVE", rotated.json().path("state").asText(), rotated::toString);
      String second = rotated.json().path("kid").asText();
      Tokens after = refresh(client, before);
      assertEquals(second, kid(after));
      assertNotEquals(kid(before), kid(after));
      assertEquals(200, client.bearer(before.access()).get(WHO_AM_I).status());
      assertEquals(200, client.bearer(after.access()).get(WHO_AM_I).status());

      JsonNode keys = client.bearer(after.access()).get("api/v1/keys").json().path("items");
      assertEquals(List.of("RETIRED", "ACTIVE"), keys.findValuesAsText("state"), keys::toString);
      assertFalse(keys.toString().contains("sealed"), keys::toString);

      Outcome revoked = CommandLine.of(server).run("keys", "revoke", kid(before));
      assertEquals(0, revoked.code(), revoked::toString);
      assertTrue(revoked.out().startsWith("revoked\tHS256\t" + kid(before)), revoked::toString);
      assertEquals(401, client.bearer(before.access()).get(WHO_AM_I).status());
      assertEquals(200, client.bearer(after.access()).get(WHO_AM_I).status());
      Http browser =
          client
              .with("x-request-from", "internal")
              .with("Cookie", web.access().pair() + "; " + web.refresh().pair());
      Http.Answer retry = browser.get(WHO_AM_I);
      assertEquals(401, retry.status(), retry::toString);
      assertEquals("Token Expired", retry.json().path("message").asText());
      assertTrue(retry.json().path("retry").asBoolean(), retry::toString);
      assertEquals(200, browser.post("api/v1/auth/refreshToken", Map.of()).status());

      server.restart();
      assertEquals(200, client.bearer(after.access()).get(WHO_AM_I).status());
      assertEquals(401, client.bearer(before.access()).get(WHO_AM_I).status());
      Outcome list = CommandLine.of(server).run("keys", "list");
      assertTrue(list.out().contains("active\tHS256\t" + second), list::toString);

      List<String> actions =
          owner.auditEvents().stream().map(event -> event.path("action").asText()).toList();
      assertTrue(actions.containsAll(List.of("KEY_ROTATE", "KEY_REVOKE")), actions::toString);
    }
  }

  @Test
  void secretsWhenChangedBySettingThenThePreviousOnesKeepEverybodySignedIn() {
    RunningServer first =
        RunningServer.start(
            Launch.fresh()
                .with("TRUST_PROXY", "127.0.0.1/32")
                .with("JWT_AUTH_TOKEN_SECRET", A)
                .with("JWT_REFRESH_TOKEN_SECRET", B));
    Tokens tokens;
    try (first) {
      Owner owner = Owner.of(first);
      tokens = owner.signIn(owner.client("10.77.2.1"));
      first.stop();
      Launch changed =
          Launch.fresh()
              .with("JWT_AUTH_TOKEN_SECRET", C)
              .with("JWT_REFRESH_TOKEN_SECRET", D)
              .on(first.home());
      try (RunningServer server =
          RunningServer.start(
              changed
                  .with("JWT_AUTH_TOKEN_SECRET_PREVIOUS", A)
                  .with("JWT_REFRESH_TOKEN_SECRET_PREVIOUS", B))) {
        Http client = Http.to(server);
        assertEquals(200, client.bearer(tokens.access()).get(WHO_AM_I).status());
        Tokens next = refresh(client, tokens);
        assertNotEquals(kid(tokens), kid(next));
        Http.Answer refused =
            client.bearer(next.access()).post("api/v1/keys/rotate", Map.of("now", true));
        assertEquals(409, refused.status(), refused::toString);
        assertTrue(refused.text().contains("JWT_AUTH_TOKEN_SECRET_PREVIOUS"), refused::toString);
        for (String secret : List.of(A, B, C, D)) {
          assertFalse(server.output().contains(secret));
        }
        server.stop();
      }
      try (RunningServer server = RunningServer.start(changed)) {
        Http client = Http.to(server);
        assertEquals(401, client.bearer(tokens.access()).get(WHO_AM_I).status());
        assertEquals(
            401,
            client
                .post("api/v1/auth/refreshToken", Map.of("refreshToken", tokens.refresh()))
                .status());
      }
    }
  }

  @Test
  void everybodyWhenExpiredByCommandOrAtARestartThenSignedOutAndMaySignInAgain() {
    try (RunningServer server =
        RunningServer.start(
            Launch.fresh()
                .with("TRUST_PROXY", "127.0.0.1/32")
                .with("EXPIRE_AUTH_TOKENS_ON_RESTART", "true"))) {
      Owner owner = Owner.of(server);
      Http client = owner.client("10.77.3.1");
      Tokens first = owner.signIn(client);
      Outcome ended = CommandLine.of(server).run("sessions", "expire-all");
      assertEquals(0, ended.code(), ended::toString);
      assertTrue(ended.out().matches("\\d+ logins have ended.\n"), ended::toString);
      assertSignedOut(client, first);
      Tokens second = owner.signIn(client);
      assertEquals(200, client.bearer(second.access()).get(WHO_AM_I).status());
      second = refresh(client, second);
      assertEquals(200, client.bearer(second.access()).get(WHO_AM_I).status());

      server.restart();
      assertSignedOut(client, second);
      Tokens third = owner.signIn(client);
      assertEquals(200, client.bearer(third.access()).get(WHO_AM_I).status());
    }
  }

  private static void assertSignedOut(Http client, Tokens tokens) {
    assertEquals(401, client.bearer(tokens.access()).get(WHO_AM_I).status());
    assertEquals(
        401,
        client.post("api/v1/auth/refreshToken", Map.of("refreshToken", tokens.refresh())).status());
  }

  private static Tokens refresh(Http client, Tokens tokens) {
    return Tokens.of(
        client.post("api/v1/auth/refreshToken", Map.of("refreshToken", tokens.refresh())));
  }

  private static String kid(Tokens tokens) {
    return Jws.of(tokens.access()).headerObject().path("kid").asText();
  }
}
