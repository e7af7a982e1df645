package org.gatehouse.people.http;

import java.util.List;
import org.gatehouse.kernel.AuthException;
import org.gatehouse.kernel.ErrorCode;

/** What a person is called. */
final class PersonName {
  private PersonName() {}

  /** The name without space around it, if anything is left. */
  static String of(String given) {
    String name = given.strip();
    if (name.isEmpty()) {
      throw AuthException.withReasons(
          ErrorCode.VALIDATION_FAILED, List.of("name must not be blank"));
    }
    return name;
  }
}
