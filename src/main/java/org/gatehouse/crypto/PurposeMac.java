package org.gatehouse.crypto;

import java.nio.charset.StandardCharsets;
import org.gatehouse.kernel.Sensitive;
import org.jspecify.annotations.Nullable;

/**
 * Shows that a text was made here and for one purpose: HMAC-SHA-256 over both, as 43 characters of
 * base64url. A code for one purpose is none for another, though the secret is the same. Safe for
 * many threads.
 */
public final class PurposeMac {
  private final HmacSha256 mac;
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
    this.mac = new HmacSha256(secret.utf8());
    this.purpose = (purpose + '\0').getBytes(StandardCharsets.UTF_8);
  }

  /** The code of a text. */
  public String of(String text) {
    return mac.textOf(purpose, text.getBytes(StandardCharsets.UTF_8));
  }

  /** Whether this is the code of the text; takes the same time wherever it differs. */
  public boolean matches(String text, @Nullable String code) {
    return code != null && HmacSha256.isSame(of(text), code);
  }
}
