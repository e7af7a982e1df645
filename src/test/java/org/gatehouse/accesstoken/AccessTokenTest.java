package org.gatehouse.accesstoken;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.gatehouse.jose.JwtSigner;
import org.gatehouse.jose.SigningKey;
import org.gatehouse.jose.Verification;
import org.gatehouse.jose.VerificationKey;
import org.gatehouse.kernel.Sensitive;
import org.gatehouse.kernel.SessionId;
import org.gatehouse.kernel.TestClock;
import org.gatehouse.kernel.UserId;
import org.junit.jupiter.api.Test;

class AccessTokenTest {
  private static final SigningKey KEY =
      SigningKey.hmac(Sensitive.of("access-0123456789-abcdefghijklmnopqrstuvwxyz"));
  private static final Duration LIFETIME = Duration.ofHours(1);
  private static final Duration SKEW = Duration.ofSeconds(30);
  private static final AccessTokenConfig CONFIG =
      new AccessTokenConfig("Gate", "House", LIFETIME, SKEW);
  private static final TokenSubject JANE =
      new TokenSubject(
          UserId.parse("6f7f6d0e-8f1c-4b52-a7f5-0a4d0c1f9e11"),
          "jane@example.com",
          "Jane \"J\" D\u00f6",
          Set.of("owner", "editor"),
          SessionId.parse("0b0e7c58-0d7b-4f0e-9d3e-5d1b8f3f7a01"),
          7,
          Optional.of(UUID.fromString("4b8a9a8e-7b59-4a3f-8b63-3b0a7f1e2d02")),
          Instant.parse("2026-11-20T08:00:00Z"),
          List.of("pwd"));

  private final Map<String, VerificationKey> keys =
      new HashMap<>(Map.of(KEY.kid(), KEY.verificationKey()));
  private final TestClock clock = new TestClock();
  private final AccessTokenIssuer issuer = new AccessTokenIssuer(() -> KEY, CONFIG);
  private final Set<SessionId> ended = new HashSet<>();
  private long current = 7;
  private final AccessTokenVerifier verifier = verifier(CONFIG);

  @Test
  void verifyWhenIssuedJustNowThenTheSubjectComesBackUnchanged() {
    AccessToken token = issuer.issue(JANE, 3, clock.instant());
    assertEquals(new TokenVerdict.Accepted(JANE), verifier.verify(token.token()));
    assertEquals(Instant.parse("2026-11-24T13:00:00Z"), token.expiresAt());
  }

  @Test
  void verifyWhenNoWorkspaceAndNoGroupsThenAccepted() {
    TokenSubject bare =
        new TokenSubject(
            JANE.user(),
            JANE.principalName(),
            "",
            Set.of(),
            JANE.session(),
            7,
            Optional.empty(),
            JANE.authTime(),
            List.of());
    assertEquals(new TokenVerdict.Accepted(bare), verifier.verify(issue(bare)));
  }

  @Test
  void issueWhenSameInputThenSameBytesElseOthers() {
    Sensitive token = issue(JANE);
    assertEquals(token, issue(JANE));
    assertNotEquals(token, issuer.issue(JANE, 4, clock.instant()).token());
    assertNotEquals(token, issuer.issue(JANE, 3, clock.instant().plusSeconds(1)).token());
  }

  @Test
  void issueWhenReadByOthersThenHeaderAndClaimsOfTheContract() {
    String[] parts = issue(JANE).reveal().split("\\.", -1);
    assertEquals(
        "{\"alg\":\"HS256\",\"kid\":\"" + KEY.kid() + "\",\"typ\":\"at+jwt\"}", json(parts[0]));
    assertEquals(
        "{\"iss\":\"Gate\",\"aud\":\"House\",\"sub\":\"6f7f6d0e-8f1c-4b52-a7f5-0a4d0c1f9e11\","
            + "\"upn\":\"jane@example.com\",\"name\":\"Jane \\\"J\\\" D\u00f6\","
            + "\"groups\":[\"editor\",\"owner\"],"
            + "\"jti\":\"0b0e7c58-0d7b-4f0e-9d3e-5d1b8f3f7a01.3.7."
            + "4b8a9a8e-7b59-4a3f-8b63-3b0a7f1e2d02\","
            + "\"sid\":\"0b0e7c58-0d7b-4f0e-9d3e-5d1b8f3f7a01\","
            + "\"access_version\":7,"
            + "\"workspace\":\"4b8a9a8e-7b59-4a3f-8b63-3b0a7f1e2d02\","
            + "\"iat\":1795521600,\"exp\":1795525200,\"auth_time\":1795161600,"
            + "\"amr\":[\"pwd\"]}",
        json(parts[1]));
  }

  @Test
  void verifyWhenTimeIsOverThenExpiredOnlyAfterTheSkew() {
    AccessToken token = issuer.issue(JANE, 0, clock.instant());
    clock.set(token.expiresAt().plus(SKEW).minusMillis(1));
    assertInstanceOf(TokenVerdict.Accepted.class, verifier.verify(token.token()));
    clock.advance(Duration.ofMillis(1));
    assertEquals(new TokenVerdict.Expired(), verifier.verify(token.token()));
  }

  @Test
  void verifyWhenSessionEndedThenRefusedAtOnceWhileTheTokenLives() {
    Sensitive token = issue(JANE);
    ended.add(JANE.session());
    assertEquals(new TokenVerdict.Refused("SESSION_ENDED"), verifier.verify(token));
  }

  @Test
  void verifyWhenWhatTheUserMayDoHasChangedThenExpiredWhileTheTokenLives() {
    Sensitive token = issue(JANE);
    current = 8;
    assertEquals(new TokenVerdict.Expired(), verifier.verify(token));
    ended.add(JANE.session());
    assertEquals(new TokenVerdict.Refused("SESSION_ENDED"), verifier.verify(token));
  }

  @Test
  void verifyWhenSeenBeforeThenTheSameAnswerAndAllThatMayChangeIsAskedAnew() {
    AccessToken token = issuer.issue(JANE, 3, clock.instant());
    assertEquals(new TokenVerdict.Accepted(JANE), verifier.verify(token.token()));
    assertEquals(new TokenVerdict.Accepted(JANE), verifier.verify(token.token()));

    current = 8;
    assertEquals(new TokenVerdict.Expired(), verifier.verify(token.token()));
    current = 7;
    ended.add(JANE.session());
    assertEquals(new TokenVerdict.Refused("SESSION_ENDED"), verifier.verify(token.token()));
    ended.clear();
    clock.advance(Duration.ofHours(-2));
    assertEquals(new TokenVerdict.Refused("FROM_THE_FUTURE"), verifier.verify(token.token()));
    clock.set(token.expiresAt().plus(SKEW));
    assertEquals(new TokenVerdict.Expired(), verifier.verify(token.token()));
    keys.clear();
    assertEquals(new TokenVerdict.Refused("UNKNOWN_KEY"), verifier.verify(token.token()));
  }

  @Test
  void verifyWhenSeenBeforeAndItsKeyIsGoneOrReplacedThenRefused() {
    Sensitive token = issue(JANE);
    assertInstanceOf(TokenVerdict.Accepted.class, verifier.verify(token));

    keys.clear();
    assertEquals(new TokenVerdict.Refused("UNKNOWN_KEY"), verifier.verify(token));

    keys.put(KEY.kid(), KEY.verificationKey());
    assertInstanceOf(TokenVerdict.Accepted.class, verifier.verify(token));
    SigningKey other = SigningKey.hmac(Sensitive.of("other--0123456789-abcdefghijklmnopqrstuv"));
    keys.put(KEY.kid(), disguised(other).verificationKey());
    assertEquals(new TokenVerdict.Refused("SIGNATURE"), verifier.verify(token));
  }

  @Test
  void verifyWhenOneCharacterOfATokenSeenBeforeIsAnotherThenRefused() {
    String token = issue(JANE).reveal();
    assertInstanceOf(TokenVerdict.Accepted.class, verifier.verify(Sensitive.of(token)));

    for (int i = 0; i < token.length(); i++) {
      String changed =
          token.substring(0, i) + (token.charAt(i) == 'A' ? 'B' : 'A') + token.substring(i + 1);
      assertInstanceOf(TokenVerdict.Refused.class, verifier.verify(Sensitive.of(changed)), changed);
    }
    assertInstanceOf(TokenVerdict.Refused.class, verifier.verify(Sensitive.of(token + "=")));
  }

  @Test
  void knownTokensWhenThereAreTooManyThenThoseUsedLongestAgoGo() {
    KnownTokens known = new KnownTokens();
    KnownTokens.Known one =
        new KnownTokens.Known(JANE, new Verification.Proof(KEY.verificationKey(), 0, 1));
    for (int i = 0; i <= KnownTokens.MOST; i++) {
      known.remember(Sensitive.of("token " + i), one);
      assertTrue(known.find(Sensitive.of("token 0")).isPresent());
    }
    assertEquals(KnownTokens.MOST, known.size());
    assertEquals(Optional.empty(), known.find(Sensitive.of("token 1")));
    known.forget(Sensitive.of("token 0"));
    assertEquals(Optional.empty(), known.find(Sensitive.of("token 0")));
  }

  @Test
  void verifyWhenOfAnEarlierGatehouseThenFromBeforeAnyChange() {
    Map<String, Object> claims = new LinkedHashMap<>();
    claims.put("iss", "Gate");
    claims.put("aud", "House");
    claims.put("sub", JANE.user().toString());
    claims.put("upn", JANE.principalName());
    claims.put("name", JANE.name());
    claims.put("groups", List.of("editor"));
    claims.put("sid", JANE.session().toString());
    claims.put("iat", now().getEpochSecond());
    claims.put("exp", now().plus(LIFETIME).getEpochSecond());
    claims.put("auth_time", now().getEpochSecond());
    claims.put("amr", List.of("pwd"));
    Sensitive token = Sensitive.of(new JwtSigner().sign(KEY, "at+jwt", claims));
    assertEquals(new TokenVerdict.Expired(), verifier.verify(token));
    current = 0;
    assertInstanceOf(TokenVerdict.Accepted.class, verifier.verify(token));
  }

  @Test
  void verifyWhenForAnotherAudienceOrIssuerThenRefused() {
    Sensitive token = issue(JANE);
    assertEquals(
        new TokenVerdict.Refused("AUDIENCE"),
        verifier(new AccessTokenConfig("Gate", "Other", LIFETIME, SKEW)).verify(token));
    assertEquals(
        new TokenVerdict.Refused("ISSUER"),
        verifier(new AccessTokenConfig("Other", "House", LIFETIME, SKEW)).verify(token));
  }

  @Test
  void verifyWhenSignedWithAnotherSecretThenRefused() {
    SigningKey other = SigningKey.hmac(Sensitive.of("other--0123456789-abcdefghijklmnopqrstuv"));
    SigningKey disguised = disguised(other);
    assertEquals(
        new TokenVerdict.Refused("UNKNOWN_KEY"),
        verifier.verify(new AccessTokenIssuer(() -> other, CONFIG).issue(JANE, 0, now()).token()));
    assertEquals(
        new TokenVerdict.Refused("SIGNATURE"),
        verifier.verify(
            new AccessTokenIssuer(() -> disguised, CONFIG).issue(JANE, 0, now()).token()));
  }

  @Test
  void verifyWhenOurKeySignedAnotherKindOfTokenThenRefused() {
    Map<String, Object> claims = new LinkedHashMap<>();
    claims.put("iss", "Gate");
    claims.put("aud", "House");
    claims.put("sub", JANE.user().toString());
    claims.put("sid", JANE.session().toString());
    claims.put("iat", now());
    claims.put("exp", now().plus(LIFETIME));
    Sensitive refresh = Sensitive.of(new JwtSigner().sign(KEY, "rt+jwt", claims));
    assertEquals(new TokenVerdict.Refused("TYPE"), verifier.verify(refresh));
  }

  @Test
  void verifyWhenTextIsNoTokenThenRefused() {
    for (String text : List.of("", "Bearer", "a.b.c", "null", "....", "\u0000")) {
      assertInstanceOf(TokenVerdict.Refused.class, verifier.verify(Sensitive.of(text)), text);
    }
  }

  @Test
  void configWhenLifetimeIsNotPositiveThenRefused() {
    assertThrows(
        IllegalArgumentException.class,
        () -> new AccessTokenConfig("Gate", "House", Duration.ZERO, SKEW));
    assertThrows(
        IllegalArgumentException.class,
        () -> new AccessTokenConfig("Gate", "House", LIFETIME, SKEW.negated()));
  }

  private Sensitive issue(TokenSubject subject) {
    return issuer.issue(subject, 3, now()).token();
  }

  private Instant now() {
    return clock.instant();
  }

  private AccessTokenVerifier verifier(AccessTokenConfig config) {
    return new AccessTokenVerifier(
        kid -> Optional.ofNullable(keys.get(kid)),
        config,
        (session, began) -> ended.contains(session),
        (user, version) -> user.equals(JANE.user()) && version < current,
        clock);
  }

  private static SigningKey disguised(SigningKey other) {
    return new SigningKey(
        new VerificationKey(KEY.kid(), other.algorithm(), other.key()), other.key());
  }

  private static String json(String part) {
    return new String(Base64.getUrlDecoder().decode(part), StandardCharsets.UTF_8);
  }
}
