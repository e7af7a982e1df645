package org.gatehouse.rest;

import java.util.List;
import org.gatehouse.kernel.AuthException;
import org.gatehouse.kernel.ErrorCode;

/** What a person is called, in a request. */
public final class NameField {
  private NameField() {}

  /**
   * The name without space around it.
   *
   * @throws AuthException {@link ErrorCode#VALIDATION_FAILED} if nothing is left
   */
  public static String read(String given) {
    String name = given.strip();
    if (name.isEmpty()) {
      throw AuthException.withReasons(
          ErrorCode.VALIDATION_FAILED, List.of("name must not be blank"));
    }
    return name;
  }
}
