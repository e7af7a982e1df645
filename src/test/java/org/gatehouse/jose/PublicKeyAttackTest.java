package org.gatehouse.jose;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Base64;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import javax.crypto.spec.SecretKeySpec;
import org.gatehouse.jose.Verification.Invalid;
import org.gatehouse.jose.Verification.Reason;
import org.gatehouse.jose.Verification.Valid;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The attacks of RFC 8725 section 2 on public keys, each with the reason that it fails for. */
class PublicKeyAttackTest {
  private static final SecureRandom RANDOM = new SecureRandom();
  private static final JwsAlgorithm[] PUBLIC = {
    JwsAlgorithm.ES256, JwsAlgorithm.RS256, JwsAlgorithm.EdDSA
  };
  private static final Map<JwsAlgorithm, SigningKey> KEYS = new EnumMap<>(JwsAlgorithm.class);
  private static final SigningKey OTHER_EC = JsonWebKeys.generate(JwsAlgorithm.ES256, RANDOM);

  static {
    for (JwsAlgorithm algorithm : PUBLIC) {
      KEYS.put(algorithm, JsonWebKeys.generate(algorithm, RANDOM));
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"ES256", "RS256", "EdDSA"})
  void verifyWhenSignedByTheKeyThenValid(JwsAlgorithm algorithm) {
    SigningKey key = key(algorithm);
    String token = new JwtSigner().sign(key, "at+jwt", Tokens.claims());
    assertInstanceOf(Valid.class, verifier().verify(token));
  }

  @ParameterizedTest(name = "{0}: {1}")
  @MethodSource("attacks")
  void verifyWhenAttackedThenRefusedForThatReason(
      JwsAlgorithm algorithm, String attack, Reason reason, String token) {
    assertEquals(new Invalid(reason), verifier().verify(token), attack);
  }

  static Stream<Arguments> attacks() throws GeneralSecurityException {
    Stream.Builder<Arguments> attacks = Stream.builder();
    for (JwsAlgorithm algorithm : PUBLIC) {
      SigningKey key = key(algorithm);
      Key published = key.verificationKey().key();
      String pem =
          "-----BEGIN PUBLIC KEY-----\n"
              + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(published.getEncoded())
              + "\n-----END PUBLIC KEY-----\n";
      String jwk = JsonWebKeys.writePublic(key.verificationKey());
      String own = header(key, algorithm.name());
      attacks
          .add(attack(key, "none", Reason.ALGORITHM, unsigned(header(key, "none"))))
          .add(attack(key, "no signature", Reason.SIGNATURE, unsigned(own)))
          .add(hmac(key, "HS256 under the key's DER", published.getEncoded()))
          .add(hmac(key, "HS256 under the key's PEM", utf8(pem)))
          .add(hmac(key, "HS256 under the key's PEM without end", utf8(pem.strip())))
          .add(hmac(key, "HS256 under the JWK", utf8(jwk)))
          .add(
              attack(
                  key,
                  "HMAC under the right name",
                  Reason.SIGNATURE,
                  mac(own, published.getEncoded())))
          .add(attack(key, "64 zeros", Reason.SIGNATURE, with(own, new byte[64])))
          .add(attack(key, "384 zeros", Reason.SIGNATURE, with(own, new byte[384])))
          .add(attack(key, "1 byte", Reason.SIGNATURE, with(own, new byte[1])))
          .add(
              attack(
                  key,
                  "jwk of the attacker",
                  Reason.HEADER,
                  signed(
                      own.replace("}", "")
                          + ",\"jwk\":"
                          + JsonWebKeys.writePublic(OTHER_EC.verificationKey())
                          + "}",
                      OTHER_EC)))
          .add(
              attack(key, "another key of a public kind", Reason.SIGNATURE, signed(own, OTHER_EC)));
      for (JwsAlgorithm other : PUBLIC) {
        if (other != algorithm) {
          String lie = header(key, other.name());
          attacks.add(attack(key, other + " of the right key", Reason.ALGORITHM, signed(lie, key)));
        }
      }
    }
    SigningKey ec = key(JwsAlgorithm.ES256);
    String header = header(ec, "ES256");
    byte[] good = JwsSignature.sign(ec, input(header));
    byte[] order = half(JwsAlgorithm.P256_ORDER);
    attacks
        .add(attack(ec, "R of zero", Reason.SIGNATURE, with(header, halves(new byte[32], good))))
        .add(attack(ec, "S of zero", Reason.SIGNATURE, with(header, swapped(good, new byte[32]))))
        .add(attack(ec, "R is the order", Reason.SIGNATURE, with(header, halves(order, good))))
        .add(attack(ec, "S is the order", Reason.SIGNATURE, with(header, swapped(good, order))))
        .add(attack(ec, "R and S the order", Reason.SIGNATURE, with(header, halves(order, order))))
        .add(attack(ec, "DER", Reason.SIGNATURE, with(header, der(ec, header))))
        .add(attack(ec, "cut", Reason.SIGNATURE, with(header, Arrays.copyOf(good, 63))))
        .add(attack(ec, "longer", Reason.SIGNATURE, with(header, Arrays.copyOf(good, 65))));
    return attacks.build();
  }

  @Test
  void keyWhenOfAnotherKindOrWeakThenRefused() throws GeneralSecurityException {
    KeyPairGenerator curve = KeyPairGenerator.getInstance("EC");
    curve.initialize(new ECGenParameterSpec("secp384r1"));
    KeyPairGenerator weak = KeyPairGenerator.getInstance("RSA");
    weak.initialize(1024);
    Key p384 = curve.generateKeyPair().getPublic();
    Key ed448 = KeyPairGenerator.getInstance("Ed448").generateKeyPair().getPublic();
    Key secret = new SecretKeySpec(new byte[32], "HmacSHA256");
    assertRefused(JwsAlgorithm.ES256, p384);
    assertRefused(JwsAlgorithm.EdDSA, ed448);
    assertRefused(JwsAlgorithm.RS256, weak.generateKeyPair().getPublic());
    for (JwsAlgorithm algorithm : PUBLIC) {
      assertRefused(algorithm, secret);
      assertRefused(algorithm, key(algorithm).key());
      VerificationKey right = key(algorithm).verificationKey();
      assertThrows(IllegalArgumentException.class, () -> new SigningKey(right, right.key()));
      for (JwsAlgorithm other : JwsAlgorithm.values()) {
        if (other != algorithm) {
          assertRefused(other, right.key());
        }
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void keyWhenWrittenAndReadThenTheSameAndThePublicPartHasNoSecret(JwsAlgorithm algorithm) {
    SigningKey key = JsonWebKeys.generate(algorithm, RANDOM);
    assertEquals(key, JsonWebKeys.read(JsonWebKeys.write(key)));
    assertEquals("***", JsonWebKeys.write(key).toString());
    String set = JsonWebKeys.set(List.of(key.verificationKey()));
    for (String secret : new String[] {"\"d\"", "\"p\"", "\"q\"", "\"dp\"", "\"qi\"", "\"k\""}) {
      assertEquals(-1, set.indexOf(secret), set);
    }
    assertEquals(!algorithm.isSymmetric(), set.contains(key.kid()));
    if (algorithm.isSymmetric()) {
      assertThrows(
          IllegalArgumentException.class, () -> JsonWebKeys.writePublic(key.verificationKey()));
    } else {
      String json = JsonWebKeys.writePublic(key.verificationKey());
      assertEquals(key.verificationKey(), JsonWebKeys.readPublic(json));
    }
  }

  @Test
  void keyIdWhenKeyOfRfc7638ThenThePublishedThumbprint() throws Exception {
    String jwk =
        "{\"kty\":\"RSA\",\"n\":\"0vx7agoebGcQSuuPiLJXZptN9nndrQmbXEps2aiAFbWhM78LhWx4cbbfAAtVT86zwu1RK7aPFFxuhDR1L6tSoc_BJECPebWKRXjBZCiFV4n3oknjhMstn64tZ_2W-5JsGY4Hc5n9yBXArwl93lqt7_RN5w6Cf0h4QyQ5v-65YGjQR0_FDW2QvzqY368QQMicAtaSqzs8KJZgnYb9c7d0zgdAZHzu6qMQvRL5hajrn1n91CbOpbISD08qNLyrdkt-bFTWhAI4vMQFh6WeZu0fM4lFd2NcRwr3XPksINHaQ-G_xBniIqbw0Ls1jF44-csFCur-kEgU8awapJzKnqDKgw\",\"e\":\"AQAB\",\"alg\":\"RS256\",\"kid\":\"k\"}";
    RSAPublicKey key = (RSAPublicKey) JsonWebKeys.readPublic(jwk).key();
    assertEquals("NzbLsXh8uDCcd-6MNwXF4W_7noWXFZAfHkxZsRGC9Xs", JsonWebKeys.thumbprint(key));
  }

  @Test
  void readWhenNoKeyThenRefusedWithoutTheText() {
    for (String text : new String[] {"", "{}", "geheim", "{\"kty\":\"oct\",\"k\":\"geheim\"}"}) {
      IllegalArgumentException refusal =
          assertThrows(IllegalArgumentException.class, () -> JsonWebKeys.readPublic(text));
      assertEquals(-1, String.valueOf(refusal).indexOf("geheim"));
    }
  }

  private static void assertRefused(JwsAlgorithm algorithm, Key key) {
    assertThrows(IllegalArgumentException.class, () -> new VerificationKey("kid", algorithm, key));
  }

  private static SigningKey key(JwsAlgorithm algorithm) {
    return Objects.requireNonNull(KEYS.get(algorithm));
  }

  private static JwtVerifier verifier() {
    VerificationKeys keys =
        VerificationKeys.of(
            KEYS.values().stream()
                .map(SigningKey::verificationKey)
                .toArray(VerificationKey[]::new));
    return new JwtVerifier(keys, Tokens.EXPECTATION, Clock.fixed(Tokens.NOW, ZoneOffset.UTC));
  }

  private static Arguments attack(SigningKey key, String name, Reason reason, String token) {
    return arguments(key.algorithm(), name, reason, token);
  }

  private static Arguments hmac(SigningKey key, String name, byte[] secret) {
    return attack(key, name, Reason.ALGORITHM, mac(header(key, "HS256"), secret));
  }

  private static String header(SigningKey key, String alg) {
    return "{\"alg\":\"" + alg + "\",\"kid\":\"" + key.kid() + "\",\"typ\":\"at+jwt\"}";
  }

  private static byte[] input(String header) {
    return utf8(Tokens.encode(header) + "." + Tokens.encode(Tokens.payload("")));
  }

  private static String unsigned(String header) {
    return with(header, new byte[0]);
  }

  private static String signed(String header, SigningKey key) {
    return with(header, JwsSignature.sign(key, input(header)));
  }

  private static String mac(String header, byte[] secret) {
    return with(header, JwsSignature.sign(SigningKey.shared("k", secret), input(header)));
  }

  private static String with(String header, byte[] signature) {
    return new String(input(header), StandardCharsets.US_ASCII) + "." + Tokens.encode(signature);
  }

  private static byte[] der(SigningKey key, String header) throws GeneralSecurityException {
    Signature signature = Signature.getInstance("SHA256withECDSA");
    signature.initSign((PrivateKey) key.key());
    signature.update(input(header));
    return signature.sign();
  }

  private static byte[] half(BigInteger number) {
    byte[] bytes = number.toByteArray();
    return Arrays.copyOfRange(bytes, bytes.length - 32, bytes.length);
  }

  /** The first half given, the second that of a signature. */
  private static byte[] halves(byte[] first, byte[] second) {
    byte[] both = Arrays.copyOf(first, 64);
    System.arraycopy(second, second.length - 32, both, 32, 32);
    return both;
  }

  /** The first half that of a signature, the second given. */
  private static byte[] swapped(byte[] signature, byte[] second) {
    return halves(Arrays.copyOf(signature, 32), second);
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
