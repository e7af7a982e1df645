package org.gatehouse.operator.http;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;
import org.gatehouse.kernel.AuthException;
import org.gatehouse.kernel.EmailAddress;
import org.gatehouse.kernel.ErrorCode;

/** Whose account it is about. */
public record AddressRequest(@NotNull @Size(max = 320) String email) {
  EmailAddress address() {
    return EmailAddress.parse(email)
        .orElseThrow(
            () ->
                AuthException.withReasons(
                    ErrorCode.VALIDATION_FAILED, List.of("email is no e-mail address")));
  }
}
