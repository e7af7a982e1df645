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
 * What is stored in place of a token: HMAC-SHA-256 under {@code TOKEN_HASH_SECRET}, as 43
 * characters of base64url. A fast digest is enough, since a token's 256 bits cannot be guessed; the
 * key keeps whoever can write to the database from planting a token of his own. Safe for many
 * threads.
 */
public final class TokenDigest {
  private static final String HMAC = "HmacSHA256";

  private final SecretKeySpec key;

  /**
   * Digests under that secret's UTF-8 bytes.
   *
   * @throws IllegalArgumentException if the secret is empty
   */
  public TokenDigest(Sensitive secret) {
    if (secret.reveal().isEmpty()) {
      throw new IllegalArgumentException("tokens need a secret to be digested under");
    }
    this.key = new SecretKeySpec(secret.utf8(), HMAC);
  }

  /** The digest to store or to look up: equal for equal tokens. */
  public String of(OpaqueToken token) {
    return digest(token.value().reveal());
  }

  /**
   * Whether the text that somebody has brought is the token of a stored digest. Null, empty and
   * whatever is no token match nothing, not even a null or empty digest (CVE-2026-41276).
   */
  public boolean matches(@Nullable String token, @Nullable String storedDigest) {
    return storedDigest != null
        && OpaqueToken.parse(token)
            .filter(
                parsed ->
                    MessageDigest.isEqual(
                        of(parsed).getBytes(StandardCharsets.US_ASCII),
                        storedDigest.getBytes(StandardCharsets.UTF_8)))
            .isPresent();
  }

  private String digest(String text) {
    try {
      Mac mac = Mac.getInstance(HMAC);
      mac.init(key);
      byte[] bytes = mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
      return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this Java has no " + HMAC, e);
    }
  }
}
