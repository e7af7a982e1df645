package org.gatehouse.jose;

import java.security.Key;
import javax.crypto.spec.SecretKeySpec;
import org.gatehouse.kernel.Sensitive;

/**
 * A key that tokens are signed with.
 *
 * @param verificationKey its id, its algorithm, and what checks the tokens that it signs
 * @param key the shared secret or private key; never printed
 */
public record SigningKey(VerificationKey verificationKey, Key key) {

  /** Refuses a key that is not one for the algorithm, with an IllegalArgumentException. */
  public SigningKey {
    verificationKey.algorithm().requireSigns(key);
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
    return shared(KeyIds.ofSecret(bytes), bytes);
  }

  static SigningKey shared(String kid, byte[] secret) {
    SecretKeySpec key = new SecretKeySpec(secret, "HmacSHA256");
    return new SigningKey(new VerificationKey(kid, JwsAlgorithm.HS256, key), key);
  }

  /** What a token's header calls it: 1 to 64 letters, digits, {@code -} or {@code _}. */
  public String kid() {
    return verificationKey.kid();
  }

  /** The only algorithm this key is used with. */
  public JwsAlgorithm algorithm() {
    return verificationKey.algorithm();
  }

  @Override
  public String toString() {
    return "SigningKey[kid=" + kid() + ", algorithm=" + algorithm() + "]";
  }
}
