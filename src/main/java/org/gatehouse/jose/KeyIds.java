package org.gatehouse.jose;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** What a key id looks like, and the id of a shared secret. */
final class KeyIds {
  /** Nothing else reaches a key look-up: no path, no SQL, no line break for a log. */
  private static final Pattern ALLOWED = Pattern.compile("[A-Za-z0-9_-]{1,64}");

  /** 72 bits: two keys never meet, and nothing about the secret can be computed from it. */
  private static final int DERIVED_LENGTH = 12;

  private KeyIds() {}

  static boolean isAllowed(String kid) {
    return ALLOWED.matcher(kid).matches();
  }

  static String requireAllowed(String kid) {
    if (!isAllowed(kid)) {
      throw new IllegalArgumentException("a key id is 1 to 64 letters, digits, - or _");
    }
    return kid;
  }

  /** The same id on every node and after every restart, without storing one. */
  static String ofSecret(byte[] secret) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(secret, "HmacSHA256"));
      byte[] digest = mac.doFinal("gatehouse kid".getBytes(StandardCharsets.UTF_8));
      return Base64.getUrlEncoder().encodeToString(digest).substring(0, DERIVED_LENGTH);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this Java has no HmacSHA256", e);
    }
  }
}
