package org.gatehouse.server.attack;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.gatehouse.server.Http;
import org.gatehouse.server.Jws;
import org.gatehouse.server.LoginCookies;
import org.gatehouse.server.Owner;
import org.gatehouse.server.RawHttp;
import org.gatehouse.server.SharedServer;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Ways into another application for somebody whom Gatehouse does not know. */
class CoDeployedAttackIT {
  private static final String ADDRESS = "10.31.0.1";
  private static final String MEMBERS = "members/whoami";
  private static final String OTHER_SECRET = "Zk3Wq8zT5vKx2mNr7bYc4LpJ9sHd3FgA6eUo1iRtZyXkMvPn";

  private static LoginCookies cookies;

  @BeforeAll
  static void signIn() {
    cookies = Owner.shared().signInAsWebClient(ADDRESS);
  }

  @Test
  void cookieWhenForgedExpiredOrForeignThenNobody() {
    Jws good = Jws.of(cookies.access().value());
    Map<String, String> tokens = new LinkedHashMap<>();
    tokens.put("unsigned", good.withHeader(header(good, "none")).unsigned());
    tokens.put("other key", good.sign(OTHER_SECRET));
    tokens.put("more roles, old signature", withRoles(good));
    tokens.put("issuer", signed(good, "iss", "Somebody"));
    tokens.put("audience", signed(good, "aud", "Somebody"));
    tokens.put("expired", good.withPayload(good.claims().put("exp", 1)).sign(secret()));
    tokens.put("refresh token", cookies.refresh().value());
    tokens.put("cut", cookies.access().value().substring(1));
    tokens.put("nothing", "\"\"");
    tokens.put("5 KB", "a".repeat(5_000));
    tokens.forEach(
        (what, token) -> {
          Http client = with("gatehouse-access=" + token);
          assertEquals(401, client.get(MEMBERS).status(), what);
          assertTrue(client.get("whoami").json().path("name").isNull(), what);
        });
  }

  @Test
  void cookieWhenOversizedThenNotServed() {
    int status = with("gatehouse-access=" + "a".repeat(8_192)).get(MEMBERS).status();

    assertTrue(status >= 400 && status < 500, () -> "" + status);
  }

  @Test
  void cookieWhenTwentyForgedOnesThenNobody() {
    String forged =
        String.join(
            "; ", Collections.nCopies(20, "gatehouse-access=a.b.c; gatehouse-refresh=d.e.f"));

    assertEquals(401, with(forged).get(MEMBERS).status());
  }

  @Test
  void refreshCookieWhenForgedOrOfTheOtherKindThenNobody() {
    Jws good = Jws.of(cookies.refresh().value());
    for (String token :
        List.of(good.sign(OTHER_SECRET), good.sign(secret()), cookies.access().value(), "x")) {
      Http.Answer answer = with("gatehouse-refresh=" + token).get(MEMBERS);

      assertEquals(401, answer.status(), answer::toString);
      assertTrue(answer.headers().allValues("Set-Cookie").isEmpty(), answer::toString);
    }
  }

  /** CVE-2024-31621: a constraint is walked around by another spelling of the path. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "/sample/MEMBERS/whoami",
        "/sample/%6dembers/whoami",
        "/sample/members%2fwhoami",
        "/sample/members%2Fwhoami",
        "/sample//members/whoami",
        "/sample/./members/whoami",
        "/sample/editors/../members/whoami",
        "/sample/x/..;/members/whoami",
        "/sample/members;x=y/whoami",
        "/sample/;/members/whoami",
        "/sample/members/whoami;jsessionid=1",
        "/sample/members/%2e/whoami",
        "//sample/members/whoami",
        "/sample%2fmembers/whoami",
        "/sample/members\\whoami"
      })
  void constraintWhenPathIsSpelledOtherwiseThenStillClosed(String target) {
    String answer =
        RawHttp.exchange(
            SharedServer.get(),
            "GET " + target + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");

    // Payara reads "/;/members/whoami" as the public "/": only the members' page must not come.
    assertFalse(answer.contains("sessionRequests"), answer);
  }

  @Test
  void constraintWhenPathIsSpelledRightlyThenTheMembersPageIsKnownByItsWords() {
    assertTrue(with(cookies.header()).get(MEMBERS).text().contains("sessionRequests"));
  }

  @Test
  void tokenWhenInTheQueryStringThenNotRead() {
    String token = cookies.access().value();
    for (String name : List.of("access_token", "token", "jwt", "gatehouse-access")) {
      assertEquals(401, with("x=y").get(MEMBERS + "?" + name + "=" + token).status(), name);
    }
  }

  private static Http with(String cookieHeader) {
    return Http.toSample(SharedServer.get()).from(ADDRESS).with("Cookie", cookieHeader);
  }

  private static String secret() {
    return SharedServer.ACCESS_SECRET;
  }

  private static ObjectNode header(Jws token, String algorithm) {
    return token.headerObject().put("alg", algorithm);
  }

  private static String signed(Jws token, String claim, String value) {
    return token.withPayload(token.claims().put(claim, value)).sign(secret());
  }

  /** The payload changed, the signature as it was. */
  private static String withRoles(Jws token) {
    ObjectNode claims = token.claims();
    claims.putArray("groups").add("editor");
    String original = cookies.access().value();
    return token.withPayload(claims).unsigned() + original.substring(original.lastIndexOf('.') + 1);
  }
}
