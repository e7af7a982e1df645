package org.gatehouse.jose;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.gatehouse.kernel.Sensitive;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JwtSignerTest {
  private final JwtSigner signer = new JwtSigner();

  @Test
  void signWhenDoneThenAnIndependentMacAgrees() {
    String token = signer.sign(Tokens.KEY, "at+jwt", Tokens.claims());
    int lastDot = token.lastIndexOf('.');
    assertEquals(
        Tokens.mac(token.substring(0, lastDot), "HmacSHA256", Tokens.SECRET),
        token.substring(lastDot + 1));
  }

  @Test
  void signWhenDoneThenHeaderIsExactlyAlgKidTyp() {
    String token = signer.sign(Tokens.KEY, "rt+jwt", Tokens.claims());
    assertEquals(
        "{\"alg\":\"HS256\",\"kid\":\"" + Tokens.KEY.kid() + "\",\"typ\":\"rt+jwt\"}",
        decoded(token, 0));
  }

  @Test
  void signWhenTimesGivenThenWholeSecondsAndOrderKept() {
    Map<String, Object> claims = new LinkedHashMap<>();
    claims.put("z", 7);
    claims.put("iat", Instant.parse("2026-11-24T12:00:00.999Z"));
    claims.put("a", List.of("x"));
    claims.put("b", true);
    assertEquals(
        "{\"z\":7,\"iat\":1795521600,\"a\":[\"x\"],\"b\":true}",
        decoded(signer.sign(Tokens.KEY, "t", claims), 1));
  }

  @Test
  void signWhenCalledAgainThenSameBytes() {
    assertEquals(
        new JwtSigner().sign(SigningKey.hmac(Sensitive.of(Tokens.SECRET)), "t", Tokens.claims()),
        signer.sign(Tokens.KEY, "t", Tokens.claims()));
  }

  @Test
  void signWhenOrderDiffersThenOtherBytes() {
    assertNotEquals(
        signer.sign(Tokens.KEY, "t", Tokens.claims()),
        signer.sign(Tokens.KEY, "t", new TreeMap<>(Tokens.claims())));
  }

  @Test
  void signWhenClaimHasUnwrittenTypeThenRefusedWithoutItsValue() {
    for (Object value : List.of(Map.of("a", "geheim"), List.of("geheim", 1), 1.5)) {
      IllegalArgumentException refusal =
          assertThrows(
              IllegalArgumentException.class,
              () -> signer.sign(Tokens.KEY, "t", Map.of("custom", value)));
      assertTrue(String.valueOf(refusal.getMessage()).contains("custom"));
      assertFalse(String.valueOf(refusal.getMessage()).contains("geheim"));
    }
  }

  @Test
  void signWhenLongerThanVerifiersTakeThenRefused() {
    assertThrows(
        IllegalArgumentException.class,
        () -> signer.sign(Tokens.KEY, "t", Map.of("name", "x".repeat(7000))));
  }

  @Test
  void signatureWhenVectorOfRfc7515AppendixA1ThenValidAndNoOtherIs() {
    byte[] secret =
        Base64.getUrlDecoder()
            .decode(
                "AyM1SysPpbyDfgZld3umj1qzKObwVMkoqQ-EstJQLr_T-1qS0gZH75aKtMN3Yj0iPS4hcgUuTwjAzZr1Z9CAow");
    SigningKey key = SigningKey.shared("rfc7515", secret);
    byte[] input =
        ("eyJ0eXAiOiJKV1QiLA0KICJhbGciOiJIUzI1NiJ9."
                + "eyJpc3MiOiJqb2UiLA0KICJleHAiOjEzMDA4MTkzODAsDQogImh0dHA6Ly9leGFtcGxlLmNvbS9pc19yb290Ijp0cnVlfQ")
            .getBytes(StandardCharsets.US_ASCII);
    byte[] signature = Base64.getUrlDecoder().decode("dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk");
    assertTrue(JwsSignature.isValid(key.verificationKey(), signature, input));
    assertEquals(Tokens.encode(signature), Tokens.encode(JwsSignature.sign(key, input)));
    signature[31] ^= 1;
    assertFalse(JwsSignature.isValid(key.verificationKey(), signature, input));
  }

  @Test
  void keyWhenPrintedThenShowsNoSecret() {
    String printed = Tokens.KEY + " " + Tokens.KEY.verificationKey();
    assertFalse(printed.contains(Tokens.SECRET));
    assertFalse(printed.contains("SecretKeySpec"), printed);
    assertFalse(Tokens.KEY.kid().contains(Tokens.SECRET.substring(0, 4)));
    assertEquals(12, Tokens.KEY.kid().length());
  }

  @Test
  void keyIdWhenSecretDiffersThenDiffers() {
    assertNotEquals(Tokens.KEY.kid(), SigningKey.hmac(Sensitive.of(Tokens.SECRET + "x")).kid());
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "short", "0123456789012345678901234567890"})
  void hmacKeyWhenUnder32BytesThenRefusedWithoutTheSecret(String secret) {
    IllegalArgumentException refusal =
        assertThrows(IllegalArgumentException.class, () -> SigningKey.hmac(Sensitive.of(secret)));
    assertTrue(secret.isEmpty() || !String.valueOf(refusal.getMessage()).contains(secret));
  }

  @Test
  void hmacKeyWhen32BytesInFewerCharactersThenTaken() {
    assertEquals(
        JwsAlgorithm.HS256, SigningKey.hmac(Sensitive.of("\u00e4".repeat(16))).algorithm());
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "../../etc/passwd", "a b", "x' OR '1'='1", "a\nb", "\u00e4"})
  void keyIdWhenOfAnotherFormThenRefused(String kid) {
    assertThrows(
        IllegalArgumentException.class,
        () -> new VerificationKey(kid, JwsAlgorithm.HS256, Tokens.KEY.key()));
  }

  private static String decoded(String token, int part) {
    return new String(
        Base64.getUrlDecoder().decode(token.split("\\.", -1)[part]), StandardCharsets.UTF_8);
  }
}
