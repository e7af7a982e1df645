package org.gatehouse.kernel;

import java.util.UUID;

/**
 * Identifies one login of one user, from the sign-in to its end; the {@code sid} claim of its
 * tokens.
 */
public record SessionId(UUID value) {

  /** A new random id (RFC 9562 version 4). */
  public static SessionId random() {
    return new SessionId(UUID.randomUUID());
  }

  /**
   * Reads the canonical text form, in either case (RFC 9562, section 4). {@link UUID#fromString}
   * alone would also take {@code 1-1-1-1-1}.
   *
   * @throws IllegalArgumentException if the text has another form
   */
  public static SessionId parse(String text) {
    UUID value = UUID.fromString(text);
    if (!value.toString().equalsIgnoreCase(text)) {
      throw new IllegalArgumentException("not a UUID in its canonical form");
    }
    return new SessionId(value);
  }

  @Override
  public String toString() {
    return value.toString();
  }
}
