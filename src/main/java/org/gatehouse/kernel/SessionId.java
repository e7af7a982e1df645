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
   * Reads the canonical text form.
   *
   * @throws IllegalArgumentException if the text is no UUID
   */
  public static SessionId parse(String text) {
    return new SessionId(UUID.fromString(text));
  }

  @Override
  public String toString() {
    return value.toString();
  }
}
