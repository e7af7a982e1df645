package org.gatehouse.jose;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.gatehouse.jose.ForeignToken.Checked;
import org.jose4j.json.JsonUtil;
import org.jose4j.jwk.EcJwkGenerator;
import org.jose4j.jwk.JsonWebKey.OutputControlLevel;
import org.jose4j.jwk.OkpJwkGenerator;
import org.jose4j.jwk.PublicJsonWebKey;
import org.jose4j.jwk.RsaJwkGenerator;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.keys.EllipticCurves;
import org.jose4j.lang.JoseException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ForeignTokenTest {
  private static final Set<String> TYPES = Set.of("jwt");

  private static PublicJsonWebKey key(String kind) throws JoseException {
    PublicJsonWebKey key =
        switch (kind) {
          case "P-256" -> EcJwkGenerator.generateJwk(EllipticCurves.P256);
          case "P-384" -> EcJwkGenerator.generateJwk(EllipticCurves.P384);
          case "P-521" -> EcJwkGenerator.generateJwk(EllipticCurves.P521);
          case "Ed25519" -> OkpJwkGenerator.generateJwk("Ed25519");
          default -> RsaJwkGenerator.generateJwk(2048);
        };
    key.setKeyId("one");
    return key;
  }

  private static String sign(PublicJsonWebKey key, String alg, String kid) throws JoseException {
    JsonWebSignature signature = new JsonWebSignature();
    signature.setAlgorithmHeaderValue(alg);
    if (!kid.isEmpty()) {
      signature.setKeyIdHeaderValue(kid);
    }
    signature.setPayload("{\"sub\":\"ada\"}");
    signature.setKey(key.getPrivateKey());
    return signature.getCompactSerialization();
  }

  private static ForeignKeys set(PublicJsonWebKey... keys) {
    List<Map<String, Object>> all =
        List.of(keys).stream().map(key -> key.toParams(OutputControlLevel.PUBLIC_ONLY)).toList();
    return ForeignKeys.parse(JsonUtil.toJson(Map.of("keys", all)).getBytes(UTF_8)).orElseThrow();
  }

  private static Checked check(String token, ForeignKeys keys) {
    return ForeignToken.check(token, keys, TYPES);
  }

  @ParameterizedTest
  @CsvSource({
    "RSA, RS256",
    "RSA, RS512",
    "RSA, PS256",
    "P-256, ES256",
    "P-384, ES384",
    "P-521, ES512",
    "Ed25519, EdDSA",
  })
  void tokenWhenSignedWithAKeyOfTheSetThenItsClaims(String kind, String alg) throws JoseException {
    PublicJsonWebKey key = key(kind);
    String token = sign(key, alg, "one");
    Checked.Signed signed = assertInstanceOf(Checked.Signed.class, check(token, set(key)));
    assertEquals("ada", signed.claims().string("sub"));
    assertInstanceOf(Checked.Refused.class, check(token, set(key(kind))));
    int dot = token.indexOf('.') + 1;
    String other = token.substring(0, dot) + "e30" + token.substring(token.lastIndexOf('.'));
    assertInstanceOf(Checked.Refused.class, check(other, set(key)));
  }

  @Test
  void keyWhenForAnotherAlgorithmOrUseThenUnknown() throws JoseException {
    PublicJsonWebKey key = key("RSA");
    String token = sign(key, "RS256", "one");
    key.setAlgorithm("PS256");
    assertInstanceOf(Checked.UnknownKey.class, check(token, set(key)));
    key.setAlgorithm("RS256");
    key.setUse("enc");
    assertInstanceOf(Checked.UnknownKey.class, check(token, set(key)));
    key.setUse("sig");
    assertInstanceOf(Checked.Signed.class, check(token, set(key)));
  }

  @Test
  void keyWhenOfAnotherCurveThenUnknown() throws JoseException {
    PublicJsonWebKey small = key("P-256");
    assertInstanceOf(
        Checked.UnknownKey.class, check(sign(small, "ES256", "one"), set(key("P-384"))));
  }

  @Test
  void keyWhenNotNamedThenOnlyIfThereIsNoChoice() throws JoseException {
    PublicJsonWebKey key = key("P-256");
    String token = sign(key, "ES256", "");
    assertInstanceOf(Checked.Signed.class, check(token, set(key, key("RSA"))));
    assertInstanceOf(Checked.UnknownKey.class, check(token, set(key, key("P-256"))));
  }

  @Test
  void keyWhenTooShortThenRefused() throws JoseException {
    PublicJsonWebKey key = RsaJwkGenerator.generateJwk(1024);
    JsonWebSignature signature = new JsonWebSignature();
    signature.setAlgorithmHeaderValue("RS256");
    signature.setPayload("{}");
    signature.setKey(key.getPrivateKey());
    signature.setDoKeyValidation(false);
    assertInstanceOf(Checked.Refused.class, check(signature.getCompactSerialization(), set(key)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "[]",
        "{}",
        "{\"keys\":{}}",
        "{\"keys\":1}",
        "{\"keys\":[],\"keys\":[]}",
        "nonsense"
      })
  void keySetWhenNoneThenEmpty(String text) {
    assertEquals(Optional.empty(), ForeignKeys.parse(text.getBytes(UTF_8)));
  }

  @Test
  void keySetWhenWithKeysThatNobodyKnowsThenTheyArePassedOver() throws JoseException {
    PublicJsonWebKey key = key("RSA");
    String text =
        "{\"keys\":[7,{},{\"kty\":\"RSA\"},{\"kty\":\"oct\",\"k\":\"AAAA\",\"kid\":\"one\"},"
            + key.toJson()
            + "]}";
    ForeignKeys keys = ForeignKeys.parse(text.getBytes(UTF_8)).orElseThrow();
    assertInstanceOf(Checked.Signed.class, check(sign(key, "RS256", "one"), keys));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", ".", "..", "a.b.c", "e30.e30.", "e30.e30.AAAA", "e30.e30.AAAA.AAAA"})
  void tokenWhenNoneThenRefused(String text) throws JoseException {
    assertInstanceOf(Checked.Refused.class, check(text, set(key("RSA"))));
  }

  @Test
  void claimWhenNotPlainlyTrueThenNotTrue() {
    JwtClaims claims =
        JwtClaims.read("{\"a\":true,\"b\":\"true\",\"c\":1,\"d\":null}".getBytes(UTF_8))
            .orElseThrow();
    assertTrue(claims.isTrue("a"));
    for (String name : List.of("b", "c", "d", "e")) {
      assertFalse(claims.isTrue(name), name);
    }
  }
}
