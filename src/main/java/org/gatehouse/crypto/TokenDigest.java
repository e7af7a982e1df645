package org.gatehouse.crypto;

import org.gatehouse.kernel.Sensitive;
import org.jspecify.annotations.Nullable;

/**
 * What is stored in place of a token: HMAC-SHA-256 under {@code TOKEN_HASH_SECRET}, as 43
 * characters of base64url. A fast digest is enough, since a token's 256 bits cannot be guessed; the
 * key keeps whoever can write to the database from planting a token of his own. Safe for many
 * threads.
 */
public final class TokenDigest {
  private final HmacSha256 mac;

  /**
   * Digests under that secret's UTF-8 bytes.
   *
   * @throws IllegalArgumentException if the secret is empty
   */
  public TokenDigest(Sensitive secret) {
    if (secret.reveal().isEmpty()) {
      throw new IllegalArgumentException("tokens need a secret to be digested under");
    }
    this.mac = new HmacSha256(secret.utf8());
  }

  /** The digest to store or to look up: equal for equal tokens. */
  public String of(OpaqueToken token) {
    return mac.textOf(token.value().utf8());
  }

  /**
   * Whether the text that somebody has brought is the token of a stored digest. Null, empty and
   * whatever is no token match nothing, not even a null or empty digest (CVE-2026-41276).
   */
  public boolean matches(@Nullable String token, @Nullable String storedDigest) {
    return storedDigest != null
        && OpaqueToken.parse(token)
            .filter(parsed -> HmacSha256.isSame(of(parsed), storedDigest))
            .isPresent();
  }
}
