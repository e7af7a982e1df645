package org.gatehouse.server.login;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.Charset;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.gatehouse.server.Http;
import org.gatehouse.server.Owner;
import org.gatehouse.server.SpecialServer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BasicIT {
  private static final String WHOAMI = "api/v1/whoami";
  private static final String CHECK = "api/v1/account/basic-auth";
  private static final String BEARER_CHALLENGE = "Bearer realm=\"Gatehouse\"";
  private static final String BASIC_CHALLENGE = "Basic realm=\"Gatehouse\", charset=\"UTF-8\"";

  private final Owner owner = Owner.shared();

  @Test
  void basicWhenAUsersThenTheContainerKnowsTheUser() {
    JsonNode me =
        with(owner.client("10.7.0.1"), encode(owner.email(), owner.password())).get(WHOAMI).json();

    assertEquals(owner.email(), me.path("name").asText());
    assertEquals("[\"owner\"]", me.path("groups").toString());
    assertEquals("BASIC", me.path("authType").asText());
  }

  @Test
  void basicWhenTheAddressIsSpeltOtherwiseThenItIsTheSameUser() {
    Http.Answer answer =
        with(owner.client("10.7.0.1"), encode("J\u00d6RG.Owner@EXAMPLE.org", owner.password()))
            .get(WHOAMI);

    assertEquals(200, answer.status(), answer::toString);
    assertEquals(owner.email(), answer.json().path("name").asText());
  }

  @Test
  void basicWhenTheOperatorsThenOwnerAndOperator() {
    Http client = Http.to(SpecialServer.get()).from("10.7.0.2");

    Http.Answer answer =
        with(client, encode(SpecialServer.OPERATOR, SpecialServer.OPERATOR_PASSWORD)).get(WHOAMI);

    assertEquals(200, answer.status(), answer::toString);
    assertEquals(SpecialServer.OPERATOR, answer.json().path("name").asText());
    assertEquals("[\"operator\",\"owner\"]", answer.json().path("groups").toString());
    assertEquals("BASIC", answer.json().path("authType").asText());
  }

  @Test
  void basicWhenThereIsAnOperatorThenUsersAreStillKnown() {
    Owner special = Owner.of(SpecialServer.get());

    assertEquals(
        200,
        with(special.client("10.7.0.2"), encode(special.email(), special.password()))
            .get(WHOAMI)
            .status());
  }

  @Test
  void basicWhenTheOperatorsPasswordIsNearlyRightThenRefused() {
    Http client = Http.to(SpecialServer.get()).from("10.7.0.3");
    String password = SpecialServer.OPERATOR_PASSWORD;

    for (String wrong :
        List.of(
            "",
            password + "x",
            password.substring(1),
            password.toUpperCase(Locale.ROOT),
            password.substring(0, password.lastIndexOf(':')))) {
      assertRefused(with(client, encode(SpecialServer.OPERATOR, wrong)).get(WHOAMI));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"Basic ", "basic ", "BASIC ", "bAsIc   "})
  void basicWhenTheSchemeIsInAnyCaseThenRead(String scheme) {
    String credentials = encode(owner.email(), owner.password());

    assertEquals(
        200,
        owner.client("10.7.0.4").with("Authorization", scheme + credentials).get(WHOAMI).status());
  }

  @Test
  void basicWhenNotUtf8ThenRefused() {
    assertRefused(
        with(owner.client("10.7.0.5"), encode(owner.email(), owner.password(), ISO_8859_1))
            .get(WHOAMI));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Basic",
        "Basic ",
        "Basic %%%%",
        "Basic a",
        "Basic ====",
        "Basic OnB3", // ":pw"
        "Basic bm9jb2xvbg==", // no colon
        "Basic YUBiLmV4YW1wbGU6cABw", // NUL in the password
        "Basic YUBiLmV4YW1wbGU6cA1w", // CR in the password
        "Basic /////w==",
        "Digest username=\"x\"",
        "Negotiate abc",
        "nonsense",
      })
  void authorizationWhenMalformedOrUnknownThenRefused(String header) {
    Http.Answer answer =
        owner
            .client("10.7.1." + Math.floorMod(header.hashCode(), 250))
            .with("Authorization", header)
            .get(WHOAMI);

    assertRefused(answer);
  }

  @Test
  void basicWhenAControlCharacterSurroundsRightCredentialsThenRefused() {
    for (String credentials :
        List.of(
            encode(owner.email(), owner.password() + "\n"),
            encode("\u0000" + owner.email(), owner.password()),
            encode(owner.email() + "\u007f", owner.password()))) {
      assertRefused(with(owner.client("10.7.0.6"), credentials).get(WHOAMI));
    }
  }

  @Test
  void basicWhenVerifiedBeforeThenTheNextRequestWorksAndAWrongPasswordDoesNot() {
    Http client = owner.client("10.7.0.7");
    String right = encode(owner.email(), owner.password());

    assertEquals(200, with(client, right).get(WHOAMI).status());
    assertEquals(200, with(client, right).get(WHOAMI).status());
    assertRefused(with(client, encode(owner.email(), owner.password() + "x")).get(WHOAMI));
    assertRefused(with(client, encode(owner.email(), "")).get(WHOAMI));
    assertRefused(with(client, encode("nobody@example.org", owner.password())).get(WHOAMI));
    assertEquals(200, with(client, right).get(WHOAMI).status());
  }

  @Test
  void basicWhenWrongOnAPublicResourceThenServed() {
    Http client = with(owner.client("10.7.0.8"), encode("nobody@example.org", "wrong"));

    assertEquals(200, client.get("api/v1/ping").status());
  }

  @Test
  void challengeWhenNothingWasSentThenBearerAndBasic() {
    assertEquals(
        BEARER_CHALLENGE + ", " + BASIC_CHALLENGE,
        challenges(owner.client("10.7.2.1").get(WHOAMI)));
  }

  @Test
  void challengeWhenABearerTokenWasSentThenSaysThatItIsInvalid() {
    assertEquals(
        BEARER_CHALLENGE + ", error=\"invalid_token\"" + ", " + BASIC_CHALLENGE,
        challenges(owner.client("10.7.2.1").bearer("garbage").get(WHOAMI)));
  }

  @Test
  void challengeWhenBasicWasWrongThenBearerWithoutErrorAndBasic() {
    assertEquals(
        BEARER_CHALLENGE + ", " + BASIC_CHALLENGE,
        challenges(with(owner.client("10.7.2.2"), encode("nobody@example.org", "x")).get(WHOAMI)));
  }

  @Test
  void challengeWhenABrowserAsksThenNoBasicDialogPopsUp() {
    Http client = owner.client("10.7.2.3");

    for (Http browser :
        List.of(
            client.with("x-request-from", "internal"),
            client.with("x-request-from", "anything"),
            client.with("Accept", "text/html,application/xhtml+xml,*/*;q=0.8"))) {
      assertEquals(BEARER_CHALLENGE, challenges(browser.get(WHOAMI)));
    }
  }

  @Test
  void challengeWhenASignInWasRefusedThenThereIsOneToo() {
    Http.Answer answer =
        owner
            .client("10.7.2.4")
            .with("x-request-from", "internal")
            .post("api/v1/auth/login", Map.of("email", owner.email(), "password", "wrong"));

    assertEquals(BEARER_CHALLENGE, challenges(answer));
  }

  @Test
  void basicAuthWhenNoOperatorIsSetThenSaysSoAndRefusesEverybody() {
    Http client = owner.client("10.7.3.1");

    assertEquals("{\"isUsernamePasswordSet\":false}", client.get(CHECK).json().toString());
    assertCheckRefused(client.post(CHECK, pair("", "")));
    assertCheckRefused(client.post(CHECK, pair(owner.email(), owner.password())));
  }

  @Test
  void basicAuthWhenAnOperatorIsSetThenChecksTheCredentials() {
    Http client = Http.to(SpecialServer.get()).from("10.7.3.2");

    assertEquals("{\"isUsernamePasswordSet\":true}", client.get(CHECK).json().toString());
    Http.Answer right =
        client.post(CHECK, pair(SpecialServer.OPERATOR, SpecialServer.OPERATOR_PASSWORD));
    assertEquals(200, right.status(), right::toString);
    assertEquals("{\"message\":\"Authentication successful\"}", right.json().toString());
    assertCheckRefused(client.post(CHECK, pair(SpecialServer.OPERATOR, "wrong")));
    assertCheckRefused(client.post(CHECK, pair("wrong", SpecialServer.OPERATOR_PASSWORD)));
  }

  @Test
  void basicAuthWhenAFieldIsMissingThen400() {
    Http client = owner.client("10.7.3.3");

    assertEquals(400, client.post(CHECK, Map.of()).status());
    assertEquals(400, client.post(CHECK, Map.of("username", "x")).status());
    assertEquals(400, client.post(CHECK, Map.of("username", 1, "password", "x")).status());
  }

  private static Map<String, String> pair(String username, String password) {
    return Map.of("username", username, "password", password);
  }

  private static Http with(Http client, String credentials) {
    return client.with("Authorization", "Basic " + credentials);
  }

  private static String encode(String username, String password) {
    return encode(username, password, UTF_8);
  }

  private static String encode(String username, String password, Charset charset) {
    return Base64.getEncoder().encodeToString((username + ":" + password).getBytes(charset));
  }

  /** In one line, as some servers write them and others do not (RFC 9110, section 5.3). */
  private static String challenges(Http.Answer answer) {
    assertEquals(401, answer.status(), answer::toString);
    return String.join(",", answer.headers().allValues("WWW-Authenticate"))
        .replaceAll(",\\s*", ", ");
  }

  private static void assertRefused(Http.Answer answer) {
    assertEquals(401, answer.status(), answer::toString);
    assertEquals("Invalid or Missing token", answer.json().path("message").asText());
    assertTrue(answer.header("WWW-Authenticate").isPresent());
  }

  private static void assertCheckRefused(Http.Answer answer) {
    assertEquals(401, answer.status(), answer::toString);
    assertEquals("Authentication failed", answer.json().path("message").asText());
  }
}
