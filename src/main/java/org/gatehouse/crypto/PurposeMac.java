package org.gatehouse.crypto;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.gatehouse.kernel.Sensitive;
import org.jspecify.annotations.Nullable;

/**
 * Shows that a text was made here and for one purpose: HMAC-SHA-256 over both, as 43 characters of
 * base64url. A code for one purpose is none for another, though the secret is the same. Safe for
 * many threads.
 */
public final class PurposeMac {
  private static final String HMAC = "HmacSHA256";

  private final SecretKeySpec key;
  private final byte[] purpose;

  /**
   * Codes under that secret's UTF-8 bytes.
   *
   * @param purpose without a NUL, which ends it
   * @throws IllegalArgumentException if secret or purpose is empty, or the purpose has a NUL
   */
  public PurposeMac(Sensitive secret, String purpose) {
    if (secret.reveal().isEmpty() || purpose.isEmpty() || purpose.indexOf('\0') >= 0) {
      throw new IllegalArgumentException("a code needs a secret and a purpose");
    }
    this.key = new SecretKeySpec(secret.utf8(), HMAC);
    this.purpose = (purpose + '\0').getBytes(StandardCharsets.UTF_8);
  }

  /** The code of a text. */
  public String of(String text) {
    try {
      Mac mac = Mac.getInstance(HMAC);
      mac.init(key);
      mac.update(purpose);
      byte[] bytes = mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
      return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this Java has no " + HMAC, e);
    }
  }

  /** Whether this is the code of the text; takes the same time wherever it differs. */
  public boolean matches(String text, @Nullable String code) {
    return code != null
        && MessageDigest.isEqual(
            of(text).getBytes(StandardCharsets.US_ASCII), code.getBytes(StandardCharsets.UTF_8));
  }
}
