package org.gatehouse.jose;

import java.security.Key;
import javax.crypto.spec.SecretKeySpec;
import org.gatehouse.kernel.Sensitive;

/**
 * A key that tokens are signed with.
 *
 * @param kid the id that the header will carry: 1 to 64 letters, digits, {@code -} or {@code _}
 * @param algorithm the only algorithm this key is used with
 * @param key the shared secret or private key; never printed
 */
public record SigningKey(String kid, JwsAlgorithm algorithm, Key key) {

  /** Refuses a key that is not one for the algorithm, with an IllegalArgumentException. */
  public SigningKey {
    KeyIds.requireAllowed(kid);
    algorithm.requireFits(key);
  }

  /**
   * The HS256 key whose bytes are the secret's UTF-8. Its id is a digest keyed with the secret: the
   * same wherever the secret is the same, and of no use without it.
   *
   * @throws IllegalArgumentException if the secret has fewer than 32 bytes
   */
  public static SigningKey hmac(Sensitive secret) {
    byte[] bytes = secret.utf8();
    if (bytes.length < JwsAlgorithm.HS256_MINIMUM_BYTES) {
      throw new IllegalArgumentException(
          "a signing secret needs at least " + JwsAlgorithm.HS256_MINIMUM_BYTES + " bytes");
    }
    return new SigningKey(
        KeyIds.ofSecret(bytes), JwsAlgorithm.HS256, new SecretKeySpec(bytes, "HmacSHA256"));
  }

  /** What checks the tokens that this key signs. */
  public VerificationKey verificationKey() {
    return switch (algorithm) {
      case HS256 -> new VerificationKey(kid, algorithm, key);
    };
  }

  @Override
  public String toString() {
    return "SigningKey[kid=" + kid + ", algorithm=" + algorithm + "]";
  }
}
