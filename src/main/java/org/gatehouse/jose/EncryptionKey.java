package org.gatehouse.jose;

import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;

/**
 * A 256-bit AES key with its id, which is derived from it: the same key has the same id everywhere.
 *
 * @param kid what the header of an encrypted text calls it
 * @param key the key itself; never printed
 */
public record EncryptionKey(String kid, SecretKey key) {
  /** The key size of A256GCM (RFC 7518 section 5.3). */
  private static final int BYTES = 32;

  /** Refuses a key of another size with an IllegalArgumentException. */
  public EncryptionKey {
    KeyIds.requireAllowed(kid);
    byte[] encoded = key.getEncoded();
    if (encoded == null || encoded.length != BYTES) {
      throw new IllegalArgumentException("an encryption key has " + BYTES + " bytes");
    }
  }

  /**
   * The key of those 32 bytes.
   *
   * @throws IllegalArgumentException if there are more or fewer
   */
  public static EncryptionKey of(byte[] bytes) {
    if (bytes.length != BYTES) {
      throw new IllegalArgumentException("an encryption key has " + BYTES + " bytes");
    }
    return new EncryptionKey(KeyIds.ofSecret(bytes), new SecretKeySpec(bytes, "AES"));
  }

  @Override
  public String toString() {
    return "EncryptionKey[kid=" + kid + "]";
  }
}
