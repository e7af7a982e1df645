package org.gatehouse.jose;

import java.security.Key;
import javax.crypto.SecretKey;

/**
 * The signature algorithms that exist for us (RFC 7518 section 3.1); the constant's name is the
 * {@code alg} value. ES256, RS256 and EdDSA belong here, each with the kind of key it takes, and
 * into {@link JwsSignature}.
 */
public enum JwsAlgorithm {
  /** HMAC with SHA-256 under a shared secret of at least 256 bits. */
  HS256;

  /** RFC 7518 section 3.2: a key of the same size as the hash output, or larger. */
  static final int HS256_MINIMUM_BYTES = 32;

  /**
   * A key of another kind under this algorithm is how "public key used as HMAC secret" attacks work
   * (RFC 8725 section 2.1), so the pair is checked where it is made.
   *
   * @throws IllegalArgumentException if the key is not one for this algorithm, or too short
   */
  void requireFits(Key key) {
    switch (this) {
      case HS256 -> requireSharedSecret(key);
    }
  }

  private static void requireSharedSecret(Key key) {
    byte[] encoded = key instanceof SecretKey ? key.getEncoded() : null;
    if (encoded == null) {
      throw new IllegalArgumentException("HS256 takes a shared secret");
    }
    if (encoded.length < HS256_MINIMUM_BYTES) {
      throw new IllegalArgumentException(
          "HS256 needs a secret of at least " + HS256_MINIMUM_BYTES + " bytes");
    }
  }
}
