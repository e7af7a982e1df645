package org.gatehouse.jose;

import java.math.BigInteger;
import java.security.Key;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.interfaces.ECKey;
import java.security.interfaces.EdECKey;
import java.security.interfaces.RSAKey;
import java.security.spec.NamedParameterSpec;
import javax.crypto.SecretKey;

/**
 * The signature algorithms that exist for us (RFC 7518 section 3.1, RFC 8037 section 3.1), each
 * with the one kind of key it takes; the constant's name is the {@code alg} value.
 */
public enum JwsAlgorithm {
  /** HMAC with SHA-256 under a shared secret of at least 256 bits. */
  HS256,
  /** ECDSA with SHA-256 on the curve P-256. */
  ES256,
  /** RSASSA-PKCS1-v1_5 with SHA-256 under a key of at least 2048 bits. */
  RS256,
  /** Edwards curve signature, on Ed25519 alone. */
  EdDSA;

  /** RFC 7518 section 3.2: a key of the same size as the hash output, or larger. */
  static final int HS256_MINIMUM_BYTES = 32;

  /** RFC 7518 section 3.3. */
  private static final int RS256_MINIMUM_BITS = 2048;

  /** The order of P-256 (SEC 2, section 2.4.2), which no other curve has. */
  static final BigInteger P256_ORDER =
      new BigInteger("ffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551", 16);

  /** Whether whoever can check a token could also make one. */
  public boolean isSymmetric() {
    return this == HS256;
  }

  /**
   * A key of another kind under this algorithm is how "public key used as HMAC secret" attacks work
   * (RFC 8725 section 2.1), so the pair is checked where it is made.
   *
   * @throws IllegalArgumentException if the key cannot sign under this algorithm, or is too short
   */
  void requireSigns(Key key) {
    if (!isSymmetric() && !(key instanceof PrivateKey)) {
      throw new IllegalArgumentException(this + " signs with a private key");
    }
    requireFits(key);
  }

  /**
   * The same for a key that signatures are checked with.
   *
   * @throws IllegalArgumentException if it is not one for this algorithm, or too short
   */
  void requireVerifies(Key key) {
    if (!isSymmetric() && !(key instanceof PublicKey)) {
      throw new IllegalArgumentException(this + " is checked with a public key");
    }
    requireFits(key);
  }

  private void requireFits(Key key) {
    boolean fits =
        switch (this) {
          case HS256 -> isSharedSecret(key);
          case ES256 -> key instanceof ECKey ec && ec.getParams().getOrder().equals(P256_ORDER);
          case RS256 ->
              key instanceof RSAKey rsa && rsa.getModulus().bitLength() >= RS256_MINIMUM_BITS;
          case EdDSA ->
              key instanceof EdECKey ed
                  && ed.getParams().getName().equals(NamedParameterSpec.ED25519.getName());
        };
    if (!fits) {
      throw new IllegalArgumentException("no key for " + this + ", or too short a one");
    }
  }

  private static boolean isSharedSecret(Key key) {
    byte[] encoded = key instanceof SecretKey ? key.getEncoded() : null;
    return encoded != null && encoded.length >= HS256_MINIMUM_BYTES;
  }
}
