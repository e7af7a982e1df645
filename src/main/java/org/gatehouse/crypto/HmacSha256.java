package org.gatehouse.crypto;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** HMAC-SHA-256 (RFC 2104) under one key. Safe for many threads. */
final class HmacSha256 {
  private static final String NAME = "HmacSHA256";

  private final SecretKeySpec key;

  HmacSha256(byte[] key) {
    this.key = new SecretKeySpec(key, NAME);
  }

  /** Over the parts, one after the other. */
  byte[] of(byte[]... parts) {
    try {
      Mac mac = Mac.getInstance(NAME);
      mac.init(key);
      for (byte[] part : parts) {
        mac.update(part);
      }
      return mac.doFinal();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this Java has no " + NAME, e);
    }
  }

  /** The same as 43 characters of base64url. */
  String textOf(byte[]... parts) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(of(parts));
  }

  /** Whether somebody has brought the right text; takes the same time wherever it differs. */
  static boolean isSame(String right, String brought) {
    return MessageDigest.isEqual(
        right.getBytes(StandardCharsets.US_ASCII), brought.getBytes(StandardCharsets.UTF_8));
  }
}
