package org.gatehouse.server.login;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.StreamSupport;
import org.gatehouse.server.Http;
import org.gatehouse.server.Owner;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SignInIT {
  private static final String LOGIN = "api/v1/auth/login";
  private static final long ACCESS_SECONDS = 360 * 60;

  private final Owner owner = Owner.shared();

  @Test
  void signInWhenRightThenAnswersTheUserObjectOfTheContract() {
    JsonNode user = owner.client("10.1.0.1").post(LOGIN, owner.credentials()).json();

    assertEquals(
        Set.of(
            "id",
            "email",
            "name",
            "roleId",
            "activeOrganizationId",
            "isOrganizationAdmin",
            "activeWorkspaceId",
            "activeWorkspace",
            "assignedWorkspaces",
            "permissions",
            "features",
            "isSSO",
            "accessToken",
            "refreshToken",
            "tokenType",
            "expiresIn"),
        Jwt.names(user));
    for (String id : List.of("id", "roleId", "activeOrganizationId", "activeWorkspaceId")) {
      assertUuid(user.get(id));
    }
    assertEquals(owner.email(), user.get("email").textValue());
    assertEquals("J\u00f6rg", user.get("name").textValue());
    assertTrue(user.get("activeWorkspace").isTextual());
    assertTrue(user.get("isOrganizationAdmin").isBoolean());
    assertTrue(user.get("isOrganizationAdmin").booleanValue());
    assertTrue(user.get("isSSO").isBoolean());
    assertFalse(user.get("isSSO").booleanValue());
    assertTrue(user.get("features").isObject());
    assertTrue(user.get("permissions").isArray());
    assertTrue(
        StreamSupport.stream(user.get("permissions").spliterator(), false)
            .allMatch(permission -> permission.textValue().matches("[A-Za-z]+:[a-z-]+")));
  }

  @Test
  void signInWhenRightThenTheActiveWorkspaceIsAmongTheAssignedOnes() {
    JsonNode user = owner.client("10.1.0.1").post(LOGIN, owner.credentials()).json();

    assertEquals(1, user.get("assignedWorkspaces").size());
    JsonNode workspace = user.get("assignedWorkspaces").get(0);
    assertEquals(Set.of("id", "name", "role", "organizationId"), Jwt.names(workspace));
    assertEquals(user.get("activeWorkspaceId"), workspace.get("id"));
    assertEquals(user.get("activeWorkspace"), workspace.get("name"));
    assertEquals(user.get("activeOrganizationId"), workspace.get("organizationId"));
    assertEquals("owner", workspace.get("role").textValue());
  }

  @Test
  void signInWhenApiClientThenTokensAreInTheBodyAndInNoCookie() {
    Http.Answer answer = owner.client("10.1.0.2").post(LOGIN, owner.credentials());

    assertEquals(200, answer.status(), answer::toString);
    assertEquals("application/json", answer.mediaType());
    assertEquals("Bearer", answer.json().get("tokenType").textValue());
    assertTrue(answer.json().get("expiresIn").isIntegralNumber());
    assertTrue(Math.abs(ACCESS_SECONDS - answer.json().get("expiresIn").longValue()) <= 5);
    assertEquals(List.of(), answer.headers().allValues("Set-Cookie"));
    assertEquals(List.of("no-store"), answer.headers().allValues("Cache-Control"));
  }

  @Test
  void signInWhenTheAddressIsSpeltOtherwiseThenItIsTheSameAccount() {
    Http client = owner.client("10.1.0.3");
    String nfd = Normalizer.normalize(owner.email(), Normalizer.Form.NFD);
    assertNotEquals(owner.email(), nfd);

    for (String spelling :
        List.of("J\u00d6RG.Owner@EXAMPLE.org", "  " + owner.email() + "\t", nfd)) {
      Http.Answer answer =
          client.post(LOGIN, Map.of("email", spelling, "password", owner.password()));
      assertEquals(200, answer.status(), answer::toString);
      assertEquals(owner.email(), answer.json().get("email").textValue());
    }
  }

  @Test
  void signInWhenThePasswordIsTypedInDecomposedFormThenItIsRight() {
    String nfd = Normalizer.normalize(owner.password(), Normalizer.Form.NFD);
    assertNotEquals(owner.password(), nfd);

    Http.Answer answer =
        owner.client("10.1.0.3").post(LOGIN, Map.of("email", owner.email(), "password", nfd));

    assertEquals(200, answer.status(), answer::toString);
  }

  @Test
  void signInWhenPasswordWrongOrAddressUnknownThenAnswersAreTheSame() {
    Http client = owner.client("10.1.0.4");

    Http.Answer wrong =
        client.post(LOGIN, Map.of("email", owner.email(), "password", "wrong-guess-1"));
    Http.Answer unknown =
        client.post(LOGIN, Map.of("email", "nobody@example.org", "password", "wrong-guess-1"));

    assertEquals(401, wrong.status());
    assertEquals(401, unknown.status());
    assertEquals("Incorrect Email or Password", wrong.json().get("message").textValue());
    assertEquals(withoutRequestId(wrong), withoutRequestId(unknown));
    assertEquals(wrong.body().length, unknown.body().length);
    assertEquals(wrong.headers().map().keySet(), unknown.headers().map().keySet());
    assertEquals(
        wrong.headers().allValues("WWW-Authenticate"),
        unknown.headers().allValues("WWW-Authenticate"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "%@example.org",
        "%",
        "j_rg.owner@example.org",
        "j\u00f6rg.owner@example%org",
        "j\u00f6rg.owner%@example.org",
        "j\u00f6rg.owner@example.org'--",
        "j\u00f6rg.owner@example.org\u0000",
        "joerg.owner@example.org",
        "jorg.owner@example.org",
        " ",
      })
  void signInWhenTheAddressOnlyLooksLikeThePatternOfOneThenRefused(String email) {
    Http.Answer answer =
        owner
            .client("10.1.1." + Math.floorMod(email.hashCode(), 250))
            .post(LOGIN, Map.of("email", email, "password", owner.password()));

    // NUL is no text for us: a malformed body.
    assertEquals(email.contains("\0") ? 400 : 401, answer.status(), answer::toString);
    assertFalse(answer.text().contains("accessToken"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "{\"email\":\"a@b.example\"}",
        "{\"password\":\"x\"}",
        "{\"email\":null,\"password\":\"x\"}",
        "{\"email\":\"a@b.example\",\"password\":null}",
        "{\"email\":\"\",\"password\":\"x\"}",
        "{\"email\":1,\"password\":\"x\"}",
        "{\"email\":\"a@b.example\",\"password\":123456}",
        "{\"email\":\"a@b.example\",\"password\":true}",
        "{\"email\":[\"a@b.example\"],\"password\":\"x\"}",
        "{\"email\":{\"$ne\":null},\"password\":{\"$ne\":null}}",
        "{\"email\":\"a@b.example\",\"email\":\"c@d.example\",\"password\":\"x\"}",
      })
  void signInWhenAFieldIsMissingOrWronglyTypedThen400(String body) {
    Http.Answer answer =
        owner
            .client("10.1.0.5")
            .postRaw(LOGIN, "application/json", body.getBytes(StandardCharsets.UTF_8));

    assertEquals(400, answer.status(), answer::toString);
    assertEquals("application/problem+json", answer.mediaType());
  }

  @Test
  void signInWhenTheBodyHasUnknownMembersThenTheyAreIgnored() {
    Map<String, Object> body =
        Map.of(
            "email",
            owner.email(),
            "password",
            owner.password(),
            "roleId",
            "00000000-0000-4000-8000-000000000001",
            "isOrganizationAdmin",
            true);

    assertEquals(200, owner.client("10.1.0.6").post(LOGIN, body).status());
  }

  @Test
  void accessTokenWhenDecodedThenHasTheHeaderOfRfc9068AndNothingElse() {
    JsonNode header = Jwt.decode(owner.signIn(owner.client("10.1.0.7")).access()).header();

    assertEquals(Set.of("alg", "kid", "typ"), Jwt.names(header));
    assertEquals("HS256", header.get("alg").textValue());
    assertEquals("at+jwt", header.get("typ").textValue());
    assertTrue(header.get("kid").textValue().matches("[A-Za-z0-9_-]{1,64}"));
  }

  @Test
  void accessTokenWhenDecodedThenHasExactlyTheClaimsOfTheDesign() {
    long before = Instant.now().getEpochSecond();
    JsonNode user = owner.client("10.1.0.7").post(LOGIN, owner.credentials()).json();
    long after = Instant.now().getEpochSecond();
    JsonNode claims = Jwt.decode(user.get("accessToken").textValue()).claims();

    assertEquals(
        Set.of(
            "iss",
            "aud",
            "sub",
            "upn",
            "name",
            "groups",
            "jti",
            "sid",
            "iat",
            "exp",
            "auth_time",
            "amr",
            "workspace",
            "access_version"),
        Jwt.names(claims));
    long issued = claims.get("iat").longValue();
    assertAll(
        () -> assertEquals("Flowise", claims.get("iss").textValue()),
        () -> assertEquals("Flowise", claims.get("aud").textValue()),
        () -> assertEquals(user.get("id"), claims.get("sub")),
        () -> assertEquals(owner.email(), claims.get("upn").textValue()),
        () -> assertEquals("J\u00f6rg", claims.get("name").textValue()),
        () -> assertEquals("[\"owner\"]", claims.get("groups").toString()),
        () -> assertEquals("[\"pwd\"]", claims.get("amr").toString()),
        () -> assertEquals(user.get("activeWorkspaceId"), claims.get("workspace")),
        () -> assertUuid(claims.get("sid")),
        () -> assertTrue(claims.get("jti").isTextual()),
        () -> assertTrue(issued >= before && issued <= after, "iat " + issued),
        () -> assertEquals(issued + ACCESS_SECONDS, claims.get("exp").longValue()),
        () -> assertEquals(issued, claims.get("auth_time").longValue()));
  }

  @Test
  void accessTokensWhenOfTwoLoginsThenShareNeitherSessionNorTokenId() {
    Http client = owner.client("10.1.0.8");
    JsonNode first = Jwt.decode(owner.signIn(client).access()).claims();
    JsonNode second = Jwt.decode(owner.signIn(client).access()).claims();

    assertNotEquals(first.get("sid"), second.get("sid"));
    assertNotEquals(first.get("jti"), second.get("jti"));
  }

  @Test
  void accessTokenWhenSentThenTheContainerKnowsTheCaller() {
    Http client = owner.client("10.1.0.9");

    JsonNode me = client.bearer(owner.signIn(client).access()).get("api/v1/whoami").json();

    assertEquals(owner.email(), me.get("name").textValue());
    assertEquals("[\"owner\"]", me.get("groups").toString());
    assertEquals("BEARER", me.get("authType").textValue());
  }

  @Test
  void accessTokenWhenAnyPartIsChangedThenRefused() {
    Http client = owner.client("10.1.0.9");
    String[] token = owner.signIn(client).access().split("\\.", -1);
    String none = "eyJhbGciOiJub25lIiwidHlwIjoiYXQrand0In0";

    for (String forged :
        List.of(
            token[0] + "." + token[1] + ".",
            token[0] + "." + token[1] + "." + new StringBuilder(token[2]).reverse(),
            token[0] + "." + token[1].substring(2) + "." + token[2],
            none + "." + token[1] + ".",
            none + "." + token[1] + "." + token[2])) {
      assertEquals(401, client.bearer(forged).get("api/v1/whoami").status());
    }
  }

  @Test
  void accessTokenWhenInTheQueryStringThenNotAccepted() {
    Http client = owner.client("10.1.0.9");
    String token = owner.signIn(client).access();

    assertEquals(401, client.get("api/v1/whoami?access_token=" + token).status());
    assertEquals(401, client.get("api/v1/whoami?token=" + token).status());
  }

  private static JsonNode withoutRequestId(Http.Answer answer) {
    ObjectNode body = (ObjectNode) answer.json();
    body.remove("requestId");
    return body;
  }

  private static void assertUuid(JsonNode value) {
    assertEquals(value.textValue(), UUID.fromString(value.textValue()).toString());
  }
}
