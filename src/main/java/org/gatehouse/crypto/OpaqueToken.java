package org.gatehouse.crypto;

import java.security.SecureRandom;
import java.util.Base64;
import java.util.Optional;
import org.gatehouse.kernel.Sensitive;
import org.jspecify.annotations.Nullable;

/**
 * A random token that means nothing by itself: 256 random bits, written as 43 characters of
 * base64url, fit for a URL. Prints {@code ***}.
 *
 * @param value the 43 characters
 */
public record OpaqueToken(Sensitive value) {
  private static final int BYTES = 32;

  /** Refuses what is not the one spelling of 32 bytes, with an IllegalArgumentException. */
  public OpaqueToken {
    if (!isCanonical(value.reveal())) {
      throw new IllegalArgumentException("a token is 32 bytes in base64url");
    }
  }

  /** A token that nobody has seen. */
  public static OpaqueToken random(SecureRandom random) {
    byte[] bytes = new byte[BYTES];
    random.nextBytes(bytes);
    return new OpaqueToken(Sensitive.of(encode(bytes)));
  }

  /** A token that somebody has brought; empty if it cannot be one. */
  public static Optional<OpaqueToken> parse(@Nullable String text) {
    return text != null && isCanonical(text)
        ? Optional.of(new OpaqueToken(Sensitive.of(text)))
        : Optional.empty();
  }

  private static boolean isCanonical(String text) {
    try {
      byte[] bytes = Base64.getUrlDecoder().decode(text);
      // Stray bits in the last character would give a token four spellings.
      return bytes.length == BYTES && encode(bytes).equals(text);
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  private static String encode(byte[] bytes) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }
}
