package org.gatehouse.server.login;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.List;
import java.util.Map;
import org.gatehouse.server.Http;
import org.gatehouse.server.Launch;
import org.gatehouse.server.Owner;
import org.gatehouse.server.Owner.Tokens;
import org.gatehouse.server.RunningServer;
import org.junit.jupiter.api.Test;

class SignOutIT {
  private static final String LOGOUT = "api/v1/account/logout";
  private static final String WHOAMI = "api/v1/whoami";
  private static final String REFRESH = "api/v1/auth/refreshToken";

  private final Owner owner = Owner.shared();

  @Test
  void signOutWhenSignedInThenAnswersTheContract() {
    Http client = owner.client("10.3.0.1");

    assertSignedOut(client.bearer(owner.signIn(client).access()).post(LOGOUT, Map.of()));
  }

  @Test
  void signOutWhenNobodyIsSignedInThenTheSameAnswer() {
    Http client = owner.client("10.3.0.1");

    assertSignedOut(client.post(LOGOUT, Map.of()));
    assertSignedOut(client.send("POST", LOGOUT, BodyPublishers.noBody()));
    assertSignedOut(client.bearer("garbage").post(LOGOUT, Map.of()));
  }

  @Test
  void signOutWhenDoneThenTheAccessTokenIsRefusedByTheVeryNextRequest() {
    Http client = owner.client("10.3.0.2");
    Tokens tokens = owner.signIn(client);
    Http signedIn = client.bearer(tokens.access());
    assertEquals(200, signedIn.get(WHOAMI).status());

    signedIn.post(LOGOUT, Map.of());

    Http.Answer answer = signedIn.get(WHOAMI);
    assertEquals(401, answer.status(), answer::toString);
    assertEquals("Invalid or Missing token", answer.json().get("message").textValue());
    assertEquals(401, client.post(REFRESH, Map.of("refreshToken", tokens.refresh())).status());
  }

  @Test
  void signOutWhenTheTokenWasRefreshedThenTheOlderAccessTokenIsRefusedToo() {
    Http client = owner.client("10.3.0.2");
    Tokens first = owner.signIn(client);
    Tokens second = Tokens.of(client.post(REFRESH, Map.of("refreshToken", first.refresh())));
    assertEquals(200, client.bearer(first.access()).get(WHOAMI).status());

    client.bearer(second.access()).post(LOGOUT, Map.of());

    assertEquals(401, client.bearer(first.access()).get(WHOAMI).status());
    assertEquals(401, client.bearer(second.access()).get(WHOAMI).status());
  }

  @Test
  void signOutWhenRepeatedThenTheSameAnswerAndOneAuditRow() {
    Http client = owner.client("10.3.0.3");
    Tokens tokens = owner.signIn(client);

    assertSignedOut(client.bearer(tokens.access()).post(LOGOUT, Map.of()));
    assertSignedOut(client.bearer(tokens.access()).post(LOGOUT, Map.of()));

    JsonNode session = Jwt.decode(tokens.access()).claims().get("sid");
    assertEquals(
        1,
        owner.auditEvents().stream()
            .filter(event -> event.path("action").asText().equals("SIGN_OUT"))
            .filter(event -> event.path("sessionId").equals(session))
            .count());
  }

  @Test
  void signOutWhenTheUserHasOtherSessionsThenTheyLiveOn() {
    Http client = owner.client("10.3.0.4");
    Tokens ended = owner.signIn(client);
    Tokens other = owner.signIn(client);

    client.bearer(ended.access()).post(LOGOUT, Map.of());

    assertEquals(200, client.bearer(other.access()).get(WHOAMI).status());
    assertEquals(200, client.post(REFRESH, Map.of("refreshToken", other.refresh())).status());
  }

  @Test
  void signOutWhenDoneByAnotherMethodThanPostThenNothingEnds() {
    Http client = owner.client("10.3.0.5");
    Http signedIn = client.bearer(owner.signIn(client).access());

    assertEquals(405, signedIn.get(LOGOUT).status());

    assertEquals(200, signedIn.get(WHOAMI).status());
  }

  @Test
  void serverWhenRestartedThenEndedSessionsStayEndedAndOthersLive() {
    try (RunningServer server =
        RunningServer.start(Launch.fresh().with("TRUST_PROXY", "127.0.0.1/32"))) {
      Owner local = Owner.of(server);
      Http client = local.client("10.3.0.6");
      Tokens ended = local.signIn(client);
      Tokens other = local.signIn(client);
      client.bearer(ended.access()).post(LOGOUT, Map.of());

      server.restart();

      assertEquals(401, client.bearer(ended.access()).get(WHOAMI).status());
      assertEquals(401, client.post(REFRESH, Map.of("refreshToken", ended.refresh())).status());
      assertEquals(200, client.bearer(other.access()).get(WHOAMI).status());
      assertEquals(200, client.post(REFRESH, Map.of("refreshToken", other.refresh())).status());
    }
  }

  private static void assertSignedOut(Http.Answer answer) {
    assertEquals(200, answer.status(), answer::toString);
    assertEquals("application/json", answer.mediaType());
    assertEquals(2, answer.json().size());
    assertEquals("logged_out", answer.json().get("message").textValue());
    assertEquals("/login", answer.json().get("redirectTo").textValue());
    List<String> cookies = answer.headers().allValues("Set-Cookie");
    assertEquals(2, cookies.size(), cookies::toString);
    assertTrue(
        cookies.stream()
            .allMatch(
                cookie ->
                    cookie.matches("gatehouse-(access|refresh)=;.*")
                        && cookie.contains("Max-Age=0")
                        && cookie.contains("Path=/")),
        cookies::toString);
  }
}
