package org.gatehouse.sso.oidc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.gatehouse.kernel.EmailAddress;
import org.gatehouse.kernel.Sensitive;
import org.gatehouse.openid.Misbehaviour;
import org.gatehouse.openid.OpenIdProvider;
import org.gatehouse.openid.Person;
import org.gatehouse.outbound.Outbound;
import org.gatehouse.sso.Challenge;
import org.gatehouse.sso.ProviderAnswer;
import org.gatehouse.sso.Rounds;
import org.gatehouse.sso.SsoProblem;
import org.gatehouse.sso.SsoRefusal;
import org.gatehouse.sso.Vouched;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Against a strict provider, and against the same one when it misbehaves in every way there is. */
@Timeout(60)
class OidcProviderTest extends OidcHouse {
  @Test
  void personWhenVouchedForThenIssuerSubjectAndVerifiedAddress() {
    server.person = Person.verified("ada-1", "Ada@Example.org");
    Vouched who = round(provider);
    assertEquals(server.origin(), who.issuer());
    assertEquals("ada-1", who.subject());
    assertEquals(List.of(EmailAddress.parse("ada@example.org").orElseThrow()), who.verified());
    assertEquals(Optional.of("Name of ada-1"), who.name());
    assertFalse(who.toString().contains("ada"));
  }

  @Test
  void questionWhenAskedThenHasAllOfItsTies() {
    Challenge challenge = challenge();
    Map<String, String> query =
        OpenIdProvider.pairs(provider.authorization(challenge).getRawQuery());
    assertEquals("1", query.get("tenant"));
    assertEquals(REDIRECT.toString(), query.get("redirect_uri"));
    assertEquals(challenge.state().reveal(), query.get("state"));
    assertEquals(challenge.nonce().reveal(), query.get("nonce"));
    assertEquals("S256", query.get("code_challenge_method"));
    assertFalse(query.containsValue(challenge.verifier().reveal()));
    assertNotEquals(challenge.state(), challenge().state());
  }

  @Test
  void codeChallengeWhenMadeThenAsInTheAppendixOfRfc7636() {
    Challenge challenge =
        new Challenge(
            Sensitive.of(""),
            Sensitive.of(""),
            Sensitive.of("dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk"));
    assertEquals("E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM", challenge.codeChallenge());
  }

  @ParameterizedTest
  @CsvSource(
      nullValues = "null",
      value = {"false", "null", "\"true\"", "1", "0"})
  void addressWhenNotPlainlyVerifiedThenNone(String verified) {
    Object value =
        verified == null
            ? null
            : switch (verified) {
              case "false" -> (Object) false;
              case "1" -> 1;
              case "0" -> 0;
              default -> "true";
            };
    server.person = Person.verified("ada-1", "ada@example.org").with("email_verified", value);
    assertEquals(List.of(), round(provider).verified());
  }

  @Test
  void addressWhenMissingOrNoneThenNone() {
    server.person = Person.verified("ada-1", "ada@example.org").with("email", null);
    assertEquals(List.of(), round(provider).verified());
    server.person = Person.verified("ada-1", "not an address");
    assertEquals(List.of(), round(provider).verified());
  }

  @Test
  void addressWhenOnlyInTheUserInfoThenFromThere() {
    server.person = Person.verified("ada-1", "ada@example.org");
    server.misbehave(
        well -> well.inClaims(claims -> claims.keySet().removeAll(Set.of("email", "name"))));
    Vouched who = round(provider);
    assertEquals(1, who.verified().size());
    assertEquals(Optional.of("Name of ada-1"), who.name());
  }

  @Test
  void userInfoWhenOfAnotherSubjectThenRefused() {
    server.misbehave(
        well ->
            well.inClaims(claims -> claims.remove("email"))
                .inUserInfo(claims -> claims.put("sub", "eve")));
    assertEquals("userinfo-sub", refusal(provider).detail());
  }

  static Stream<Arguments> lies() {
    return Stream.of(
        lie("id-token-iss", well -> well.inClaims(c -> c.put("iss", "https://evil.example"))),
        lie("id-token-claims", well -> well.inClaims(c -> c.remove("iss"))),
        lie("id-token-aud", well -> well.inClaims(c -> c.put("aud", "another client"))),
        lie("id-token-aud", well -> well.inClaims(c -> c.put("aud", List.of("a", "b")))),
        lie("id-token-claims", well -> well.inClaims(c -> c.remove("aud"))),
        lie(
            "id-token-azp",
            well -> well.inClaims(c -> c.put("aud", List.of(OpenIdProvider.CLIENT_ID, "b")))),
        lie("id-token-azp", well -> well.inClaims(c -> c.put("azp", "another client"))),
        lie("id-token-nonce", well -> well.inClaims(c -> c.put("nonce", "of another flow"))),
        lie("id-token-claims", well -> well.inClaims(c -> c.remove("nonce"))),
        lie("id-token-expired", well -> well.inClaims(c -> shift(c, "exp", -331))),
        lie("id-token-claims", well -> well.inClaims(c -> c.remove("exp"))),
        lie("id-token-claims", well -> well.inClaims(c -> c.put("exp", "tomorrow"))),
        lie("id-token-from-the-future", well -> well.inClaims(c -> shift(c, "iat", 31))),
        lie("id-token-claims", well -> well.inClaims(c -> c.remove("iat"))),
        lie(
            "id-token-from-the-future",
            well -> well.inClaims(c -> c.put("nbf", seconds(c, "iat") + 31))),
        lie("id-token-claims", well -> well.inClaims(c -> c.remove("sub"))),
        lie("id-token-claims", well -> well.inClaims(c -> c.put("sub", 7))),
        lie("id-token-sub", well -> well.inClaims(c -> c.put("sub", ""))),
        lie("id-token-sub", well -> well.inClaims(c -> c.put("sub", "x".repeat(256)))),
        lie("id-token-sub", well -> well.inClaims(c -> c.put("sub", "a\u0000b"))),
        lie("claims", well -> well.inClaims(c -> c.put("name", 7))),
        lie("no-id-token", well -> well.inTokens(t -> t.remove("id_token"))),
        lie("no-id-token", well -> well.inTokens(t -> t.put("id_token", 7))),
        lie("id-token-signature", well -> well.inTokens(t -> t.put("id_token", "nonsense"))));
  }

  @ParameterizedTest
  @MethodSource("lies")
  void idTokenWhenItSaysSomethingElseThenUntrusted(String detail, UnaryOperator<Misbehaviour> how) {
    server.misbehave(how);
    SsoRefusal refusal = refusal(provider);
    assertEquals(SsoProblem.UNTRUSTED, refusal.problem());
    assertEquals(detail, refusal.detail());
  }

  @Test
  void idTokenWhenWithinTheSkewOrForSeveralButIssuedToUsThenFine() {
    server.misbehave(
        well ->
            well.inClaims(
                claims -> {
                  shift(claims, "exp", -329);
                  shift(claims, "iat", 30);
                  claims.put("aud", List.of("another", OpenIdProvider.CLIENT_ID));
                  claims.put("azp", OpenIdProvider.CLIENT_ID);
                }));
    assertEquals("1", round(provider).subject());
  }

  @ParameterizedTest
  @EnumSource(names = "RIGHT", mode = EnumSource.Mode.EXCLUDE)
  void idTokenWhenNotSignedByTheProviderThenUntrusted(Misbehaviour.Signer signer) {
    server.misbehave(well -> well.signing(signer));
    assertEquals(SsoProblem.UNTRUSTED, refusal(provider).problem());
  }

  @Test
  void keyWhenNewThenTheSetIsReadOnceMoreAndNotMoreThanOnceAMinute() {
    assertEquals("1", round(provider).subject());
    server.keys.rotate();
    assertEquals("1", round(provider).subject());
    server.misbehave(well -> well.signing(Misbehaviour.Signer.UNKNOWN_KEY));
    for (int i = 0; i < 3; i++) {
      assertEquals("id-token-key", refusal(provider).detail());
    }
    assertEquals(2, count("/jwks"));
    clock.advance(Duration.ofSeconds(61));
    assertEquals("id-token-key", refusal(provider).detail());
    assertEquals(3, count("/jwks"));
    assertEquals(1, count("/.well-known/openid-configuration"));
  }

  private long count(String path) {
    return server.asked().stream().filter(path::equals).count();
  }

  static Stream<Arguments> outages() {
    return Stream.of("/.well-known/openid-configuration", "/token", "/jwks", "/userinfo")
        .flatMap(
            path ->
                Stream.of("status-500", "html", "malformed", "array", "large", "redirect", "slow")
                    .map(how -> arguments(path, how)));
  }

  @ParameterizedTest
  @MethodSource("outages")
  void endpointWhenOutOfOrderThenTheProviderIsDown(String path, String how) {
    server.misbehave(
        well ->
            well.inClaims(claims -> claims.remove("email")).at(path, Misbehaviour.outOfOrder(how)));
    Duration time = how.equals("slow") ? Duration.ofSeconds(1) : Duration.ofSeconds(20);
    try (Outbound requests = within(time)) {
      OidcProvider asking =
          provider(new StandardDialect(server.origin()), OpenIdProvider.CLIENT_SECRET, requests);
      assertEquals(SsoProblem.PROVIDER_DOWN, refusal(asking).problem());
    }
  }

  @Test
  void providerWhenDownThenNotAskedByEachVisitorAndThereAgainAfterwards() {
    server.misbehave(
        well ->
            well.at("/.well-known/openid-configuration", Misbehaviour.outOfOrder("status-500")));
    for (int i = 0; i < 5; i++) {
      assertEquals(SsoProblem.PROVIDER_DOWN, refusal(provider).problem());
    }
    assertEquals(1, server.asked().size());
    server.behave();
    clock.advance(Duration.ofSeconds(11));
    assertEquals("1", round(provider).subject());
  }

  @Test
  void metadataWhenOldAndTheProviderIsDownThenStillUsed() {
    assertEquals("1", round(provider).subject());
    server.misbehave(
        well ->
            well.at("/.well-known/openid-configuration", Misbehaviour.outOfOrder("status-500")));
    clock.advance(Duration.ofHours(2));
    assertEquals("1", round(provider).subject());
  }

  static Stream<Arguments> documents() {
    return Stream.of(
        lie("discovery-other-issuer", w -> w.inMetadata(m -> m.put("issuer", "https://evil"))),
        lie("discovery-other-issuer", w -> w.inMetadata(m -> m.remove("issuer"))),
        lie("discovery-endpoints", w -> w.inMetadata(m -> m.remove("token_endpoint"))),
        lie("discovery-endpoints", w -> w.inMetadata(m -> m.put("jwks_uri", "file:///etc/x"))),
        lie("discovery-endpoints", w -> w.inMetadata(m -> m.put("jwks_uri", "/jwks"))),
        lie("discovery-endpoints", w -> w.inMetadata(m -> m.put("token_endpoint", 7))),
        lie(
            "discovery-endpoints",
            w -> w.inMetadata(m -> m.put("authorization_endpoint", "javascript:alert(1)"))));
  }

  @ParameterizedTest
  @MethodSource("documents")
  void metadataWhenNotThoseOfTheIssuerThenRefused(String detail, UnaryOperator<Misbehaviour> how) {
    server.misbehave(how);
    assertEquals(detail, refusal(provider).detail());
  }

  @Test
  void endpointWhenOnAnotherPrivateHostThenNotAsked() {
    server.misbehave(
        well ->
            well.inMetadata(
                m -> m.put("token_endpoint", server.origin().replace("127.0.0.1", "localhost"))));
    SsoRefusal refusal = refusal(provider);
    assertEquals("private_address", refusal.detail());
    assertEquals(SsoProblem.PROVIDER_DOWN, refusal.problem());
  }

  @Test
  void answerWhenOfAnotherIssuerOrOfNoneThenUntrusted() {
    Challenge challenge = challenge();
    Map<String, String> query = Rounds.visit(provider.authorization(challenge));
    Optional<Sensitive> code = Rounds.answer(query).code();
    for (Optional<String> issuer :
        List.of(Optional.<String>empty(), Optional.of("https://evil.example"))) {
      SsoRefusal refusal =
          assertThrows(
              SsoRefusal.class,
              () -> provider.redeem(new ProviderAnswer(code, Optional.empty(), issuer), challenge));
      assertEquals("iss-of-the-answer", refusal.detail());
    }
    assertFalse(server.asked().contains("/token"));
  }

  @Test
  void answerWithoutIssuerWhenTheProviderPromisesNoneThenFine() {
    server.misbehave(
        well ->
            well.inMetadata(m -> m.remove("authorization_response_iss_parameter_supported"))
                .inAnswer(query -> query.replaceAll("&?iss=[^&]*", "")));
    assertEquals("1", round(provider).subject());
  }

  @Test
  void answerWhenAnErrorThenItsReason() {
    ProviderAnswer denied =
        new ProviderAnswer(
            Optional.empty(), Optional.of("access_denied"), Optional.of(server.origin()));
    assertEquals(SsoProblem.DENIED, problem(denied));
    ProviderAnswer other =
        new ProviderAnswer(
            Optional.of(Sensitive.of("code")),
            Optional.of("server_error"),
            Optional.of(server.origin()));
    assertEquals(SsoProblem.PROVIDER_REFUSED, problem(other));
    ProviderAnswer nothing =
        new ProviderAnswer(Optional.empty(), Optional.empty(), Optional.of(server.origin()));
    assertEquals(SsoProblem.PROVIDER_REFUSED, problem(nothing));
    assertFalse(server.asked().contains("/token"));
  }

  private SsoProblem problem(ProviderAnswer answer) {
    return assertThrows(SsoRefusal.class, () -> provider.redeem(answer, challenge())).problem();
  }

  @Test
  void codeWhenUsedTwiceOrWithAnotherVerifierThenRefused() {
    Challenge challenge = challenge();
    ProviderAnswer answer = Rounds.answer(Rounds.visit(provider.authorization(challenge)));
    assertEquals("1", provider.redeem(answer, challenge).subject());
    assertEquals("code-refused-400", detail(answer, challenge));

    Challenge other = challenge();
    ProviderAnswer stolen = Rounds.answer(Rounds.visit(provider.authorization(other)));
    assertEquals("code-refused-400", detail(stolen, challenge()));
  }

  private String detail(ProviderAnswer answer, Challenge challenge) {
    return assertThrows(SsoRefusal.class, () -> provider.redeem(answer, challenge)).detail();
  }

  @Test
  void clientWhenItsSecretIsWrongThenRefused() {
    OidcProvider wrong = provider(new StandardDialect(server.origin()), "wrong", outbound);
    SsoRefusal refusal = refusal(wrong);
    assertEquals(SsoProblem.PROVIDER_REFUSED, refusal.problem());
    assertEquals("code-refused-401", refusal.detail());
  }
}
