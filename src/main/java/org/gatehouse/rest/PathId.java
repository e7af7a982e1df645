package org.gatehouse.rest;

import java.util.UUID;
import org.gatehouse.kernel.AuthException;
import org.gatehouse.kernel.ErrorCode;

/** An id in a path. Read here, since servers answer a text that is none with different statuses. */
public final class PathId {
  private PathId() {}

  /**
   * Reads a UUID in its canonical form; anything else is as unknown as an id that nobody has.
   *
   * @throws AuthException {@link ErrorCode#NOT_FOUND}
   */
  public static UUID of(String text) {
    try {
      UUID id = UUID.fromString(text);
      if (id.toString().equalsIgnoreCase(text)) {
        return id;
      }
    } catch (IllegalArgumentException notUuid) {
      // answered below
    }
    throw new AuthException(ErrorCode.NOT_FOUND, "no id");
  }
}
