package org.gatehouse.crypto;

import java.nio.charset.StandardCharsets;
import java.security.InvalidKeyException;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Digests for keys of a cache in memory: HMAC-SHA-256 under a key that is made with the object and
 * never leaves it, so that a memory dump of the cache alone shows nothing that could be tried
 * against.
 */
public final class ProcessDigest {
  private static final String ALGORITHM = "HmacSHA256";

  private final SecretKeySpec key;

  /** With a new key. */
  public ProcessDigest(SecureRandom random) {
    byte[] bytes = new byte[32];
    random.nextBytes(bytes);
    this.key = new SecretKeySpec(bytes, ALGORITHM);
  }

  /** The digest of a text, in hexadecimal. */
  public String of(String text) {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(key);
      return HexFormat.of().formatHex(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException | InvalidKeyException e) {
      throw new IllegalStateException("every Java runtime has " + ALGORITHM, e);
    }
  }
}
