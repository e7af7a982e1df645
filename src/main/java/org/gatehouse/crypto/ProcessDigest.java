package org.gatehouse.crypto;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.HexFormat;

/**
 * Digests for keys of a cache in memory: HMAC-SHA-256 under a key that is made with the object and
 * never leaves it, so that a memory dump of the cache alone shows nothing that could be tried
 * against.
 */
public final class ProcessDigest {
  private final HmacSha256 mac;

  /** With a new key. */
  public ProcessDigest(SecureRandom random) {
    byte[] bytes = new byte[32];
    random.nextBytes(bytes);
    this.mac = new HmacSha256(bytes);
  }

  /** The digest of a text, in hexadecimal. */
  public String of(String text) {
    return HexFormat.of().formatHex(mac.of(text.getBytes(StandardCharsets.UTF_8)));
  }
}
