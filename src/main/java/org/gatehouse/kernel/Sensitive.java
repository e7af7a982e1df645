package org.gatehouse.kernel;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import org.jspecify.annotations.Nullable;

/**
 * A text that must not be seen: a password, a token, a key. It prints {@code ***}, so that it may
 * stand in a record, a log line or an exception by mistake and still show nothing. Two are equal if
 * their texts are; the comparison takes the same time wherever they differ.
 */
public final class Sensitive {
  private final String text;

  private Sensitive(String text) {
    this.text = text;
  }

  /** Wraps a text. */
  public static Sensitive of(String text) {
    return new Sensitive(text);
  }

  /** The text itself; the caller must not let it reach a log, an error, a URL or a response. */
  public String reveal() {
    return text;
  }

  /** The text in UTF-8. */
  public byte[] utf8() {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    // Unpaired surrogates all become the same byte; once the bytes agree, no time tells anything.
    return other instanceof Sensitive that
        && MessageDigest.isEqual(utf8(), that.utf8())
        && text.equals(that.text);
  }

  @Override
  public int hashCode() {
    return text.hashCode();
  }

  @Override
  public String toString() {
    return "***";
  }
}
