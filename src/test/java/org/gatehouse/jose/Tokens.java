package org.gatehouse.jose;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.gatehouse.kernel.Sensitive;

/** Tokens for tests, put together with the JDK alone, so that the code under test has no say. */
final class Tokens {
  static final String SECRET = "0123456789abcdefghijklmnopqrstuvwxyz-test";
  static final SigningKey KEY = SigningKey.hmac(Sensitive.of(SECRET));
  static final Instant NOW = Instant.parse("2026-11-24T12:00:00Z");
  static final Duration SKEW = Duration.ofSeconds(30);
  static final JwtVerifier.Expectation EXPECTATION =
      new JwtVerifier.Expectation("at+jwt", "Gate", "House", SKEW);

  private Tokens() {}

  static JwtVerifier verifierAt(Instant now) {
    return new JwtVerifier(
        VerificationKeys.of(KEY.verificationKey()), EXPECTATION, Clock.fixed(now, ZoneOffset.UTC));
  }

  static Map<String, Object> claims() {
    Map<String, Object> claims = new LinkedHashMap<>();
    claims.put("iss", "Gate");
    claims.put("aud", "House");
    claims.put("sub", "6f7f6d0e-8f1c-4b52-a7f5-0a4d0c1f9e11");
    claims.put("name", "Zo\u00eb \"Z\" / \ud83d\ude80");
    claims.put("groups", List.of("editor", "viewer"));
    claims.put("iat", NOW);
    claims.put("exp", NOW.plusSeconds(3600));
    return claims;
  }

  static String header(String members) {
    return "{\"alg\":\"HS256\",\"kid\":\"" + KEY.kid() + "\",\"typ\":\"at+jwt\"" + members + "}";
  }

  static String payload(String members) {
    return "{\"iss\":\"Gate\",\"aud\":\"House\",\"iat\":"
        + NOW.getEpochSecond()
        + ",\"exp\":"
        + NOW.plusSeconds(3600).getEpochSecond()
        + members
        + "}";
  }

  static String signed(String header, String payload) {
    return signed(header, payload, "HmacSHA256", SECRET);
  }

  static String signed(String header, String payload, String macAlgorithm, String secret) {
    String input = encode(header) + "." + encode(payload);
    return input + "." + mac(input, macAlgorithm, secret);
  }

  static String mac(String input, String macAlgorithm, String secret) {
    try {
      Mac mac = Mac.getInstance(macAlgorithm);
      mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), macAlgorithm));
      return encode(mac.doFinal(input.getBytes(StandardCharsets.US_ASCII)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  static String encode(String text) {
    return encode(text.getBytes(StandardCharsets.UTF_8));
  }

  static String encode(byte[] bytes) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }
}
