package org.gatehouse.kernel;

import java.util.UUID;

/** Identifies one account for ever; never reused, also not after the account was deleted. */
public record UserId(UUID value) {

  /** A new random id (RFC 9562 version 4). */
  public static UserId random() {
    return new UserId(UUID.randomUUID());
  }

  /**
   * Reads the canonical text form.
   *
   * @throws IllegalArgumentException if the text is no UUID
   */
  public static UserId parse(String text) {
    return new UserId(UUID.fromString(text));
  }

  @Override
  public String toString() {
    return value.toString();
  }
}
