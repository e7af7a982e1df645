package org.gatehouse.jose;

import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.spec.AlgorithmParameterSpec;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.NamedParameterSpec;
import java.security.spec.RSAKeyGenParameterSpec;
import java.util.Collection;
import java.util.List;
import org.gatehouse.kernel.Sensitive;
import org.jose4j.jwk.JsonWebKey;
import org.jose4j.jwk.JsonWebKey.OutputControlLevel;
import org.jose4j.jwk.JsonWebKeySet;
import org.jose4j.jwk.OctetSequenceJsonWebKey;
import org.jose4j.jwk.PublicJsonWebKey;
import org.jose4j.lang.JoseException;

/**
 * Makes signing keys, and writes keys as JSON (RFC 7517, RFC 8037) and back. The id of a public key
 * is its thumbprint (RFC 7638), so that it says which key it is wherever it turns up.
 */
public final class JsonWebKeys {
  /** NIST SP 800-57 part 1: as strong as 128 bits, like the other algorithms. */
  private static final int RSA_BITS = 3072;

  private JsonWebKeys() {}

  /** A new key; an RSA key takes about a second to find. */
  public static SigningKey generate(JwsAlgorithm algorithm, SecureRandom random) {
    if (algorithm.isSymmetric()) {
      byte[] secret = new byte[JwsAlgorithm.HS256_MINIMUM_BYTES];
      random.nextBytes(secret);
      return SigningKey.shared(KeyIds.ofSecret(secret), secret);
    }
    KeyPair pair = pair(algorithm, random);
    return new SigningKey(
        new VerificationKey(thumbprint(pair.getPublic()), algorithm, pair.getPublic()),
        pair.getPrivate());
  }

  /** The key with all that is secret in it. */
  public static Sensitive write(SigningKey key) {
    JsonWebKey jwk = jwk(key.verificationKey());
    if (jwk instanceof PublicJsonWebKey pair) {
      pair.setPrivateKey((PrivateKey) key.key());
      return Sensitive.of(pair.toJson(OutputControlLevel.INCLUDE_PRIVATE));
    }
    return Sensitive.of(jwk.toJson(OutputControlLevel.INCLUDE_SYMMETRIC));
  }

  /**
   * Reads what {@link #write} has written.
   *
   * @throws IllegalArgumentException for any other text, without repeating it
   */
  public static SigningKey read(Sensitive json) {
    JsonWebKey jwk = parse(json.reveal());
    if (jwk instanceof PublicJsonWebKey pair) {
      return new SigningKey(verificationKey(jwk), pair.getPrivateKey());
    }
    VerificationKey shared = verificationKey(jwk);
    return SigningKey.shared(shared.kid(), shared.key().getEncoded());
  }

  /**
   * The public half alone.
   *
   * @throws IllegalArgumentException for a shared secret, which has none
   */
  public static String writePublic(VerificationKey key) {
    return publicJwk(key).toJson(OutputControlLevel.PUBLIC_ONLY);
  }

  /**
   * Reads what {@link #writePublic} has written.
   *
   * @throws IllegalArgumentException for any other text
   */
  public static VerificationKey readPublic(String json) {
    return verificationKey(parse(json));
  }

  /**
   * The JWK set of these keys (RFC 7517 section 5). Shared secrets are left out: whoever has one
   * can make tokens.
   */
  public static String set(Collection<VerificationKey> keys) {
    List<? extends JsonWebKey> published =
        keys.stream().filter(key -> !key.algorithm().isSymmetric()).map(JsonWebKeys::jwk).toList();
    return new JsonWebKeySet(published).toJson(OutputControlLevel.PUBLIC_ONLY);
  }

  private static KeyPair pair(JwsAlgorithm algorithm, SecureRandom random) {
    return switch (algorithm) {
      case ES256 -> pair("EC", new ECGenParameterSpec("secp256r1"), random);
      case RS256 ->
          pair("RSA", new RSAKeyGenParameterSpec(RSA_BITS, RSAKeyGenParameterSpec.F4), random);
      case EdDSA -> pair("EdDSA", NamedParameterSpec.ED25519, random);
      case HS256 -> throw new IllegalArgumentException("a shared secret is no pair");
    };
  }

  private static KeyPair pair(String kind, AlgorithmParameterSpec form, SecureRandom random) {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance(kind);
      generator.initialize(form, random);
      return generator.generateKeyPair();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this Java cannot make a key of " + kind, e);
    }
  }

  static String thumbprint(PublicKey key) {
    try {
      return JsonWebKey.Factory.newJwk(key).calculateBase64urlEncodedThumbprint("SHA-256");
    } catch (JoseException e) {
      throw new IllegalStateException("a key of ours has no thumbprint", e);
    }
  }

  private static PublicJsonWebKey publicJwk(VerificationKey key) {
    if (jwk(key) instanceof PublicJsonWebKey pair) {
      return pair;
    }
    throw new IllegalArgumentException("a shared secret has no public half");
  }

  private static JsonWebKey jwk(VerificationKey key) {
    try {
      JsonWebKey jwk =
          key.algorithm().isSymmetric()
              ? new OctetSequenceJsonWebKey(key.key())
              : JsonWebKey.Factory.newJwk(key.key());
      jwk.setKeyId(key.kid());
      jwk.setAlgorithm(key.algorithm().name());
      jwk.setUse("sig");
      return jwk;
    } catch (JoseException e) {
      throw new IllegalStateException("a key of ours cannot be written", e);
    }
  }

  private static JsonWebKey parse(String json) {
    try {
      return JsonWebKey.Factory.newJwk(json);
    } catch (JoseException e) {
      // Without the cause, whose message may show what it could not read.
      throw new IllegalArgumentException("no JSON Web Key");
    }
  }

  private static VerificationKey verificationKey(JsonWebKey jwk) {
    if (jwk.getKeyId() == null || jwk.getAlgorithm() == null) {
      throw new IllegalArgumentException("a JSON Web Key without kid or alg");
    }
    return new VerificationKey(
        jwk.getKeyId(), JwsAlgorithm.valueOf(jwk.getAlgorithm()), jwk.getKey());
  }
}
