package org.gatehouse.jose;

import java.security.Key;
import org.jose4j.jca.ProviderContext;
import org.jose4j.jws.HmacUsingShaAlgorithm;
import org.jose4j.jws.JsonWebSignatureAlgorithm;
import org.jose4j.lang.JoseException;

/**
 * Signature computation, by jose4j's algorithm for the algorithm of the key. Goes past jose4j's
 * JsonWebSignature, which picks the algorithm by the header's word and reads the header a second
 * time.
 */
final class JwsSignature {
  private static final JsonWebSignatureAlgorithm HS256 = new HmacUsingShaAlgorithm.HmacSha256();

  private JwsSignature() {}

  static byte[] sign(SigningKey key, byte[] input) {
    JsonWebSignatureAlgorithm algorithm = implementation(key.algorithm());
    try {
      return algorithm.sign(algorithm.prepareForSign(key.key(), new ProviderContext()), input);
    } catch (JoseException e) {
      throw new IllegalStateException("cannot sign with " + key, e);
    }
  }

  /** Takes the same time wherever a wrong signature differs. */
  static boolean isValid(VerificationKey key, byte[] signature, byte[] input) {
    Key material = key.key();
    try {
      return implementation(key.algorithm())
          .verifySignature(signature, material, input, new ProviderContext());
    } catch (JoseException e) {
      // For public-key algorithms, jose4j also throws on signatures that are no signatures.
      return false;
    }
  }

  private static JsonWebSignatureAlgorithm implementation(JwsAlgorithm algorithm) {
    return switch (algorithm) {
      case HS256 -> HS256;
    };
  }
}
