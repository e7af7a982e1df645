package org.gatehouse.kernel;

import java.util.UUID;

/** Identifies one account for ever; never reused, also not after the account was deleted. */
public record UserId(UUID value) {

  /** A new random id (RFC 9562 version 4). */
  public static UserId random() {
    return new UserId(UUID.randomUUID());
  }

  /**
   * Reads the canonical text form, in either case (RFC 9562, section 4). {@link UUID#fromString}
   * alone would also take {@code 1-1-1-1-1}.
   *
   * @throws IllegalArgumentException if the text has another form
   */
  public static UserId parse(String text) {
    UUID value = UUID.fromString(text);
    if (!value.toString().equalsIgnoreCase(text)) {
      throw new IllegalArgumentException("not a UUID in its canonical form");
    }
    return new UserId(value);
  }

  @Override
  public String toString() {
    return value.toString();
  }
}
