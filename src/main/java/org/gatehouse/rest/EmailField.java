package org.gatehouse.rest;

import java.util.List;
import org.gatehouse.kernel.AuthException;
import org.gatehouse.kernel.EmailAddress;
import org.gatehouse.kernel.ErrorCode;

/** An e-mail address in a request. */
public final class EmailField {
  private EmailField() {}

  /**
   * Reads the field of that name.
   *
   * @throws AuthException {@link ErrorCode#VALIDATION_FAILED}, which names the field
   */
  public static EmailAddress read(String name, String text) {
    return EmailAddress.parse(text)
        .orElseThrow(
            () ->
                AuthException.withReasons(
                    ErrorCode.VALIDATION_FAILED, List.of(name + " is no e-mail address")));
  }
}
