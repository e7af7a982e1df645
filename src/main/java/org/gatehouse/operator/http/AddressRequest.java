package org.gatehouse.operator.http;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import org.gatehouse.kernel.EmailAddress;
import org.gatehouse.rest.EmailField;

/** Whose account it is about, or where a mail goes. */
public record AddressRequest(@NotNull @Size(max = 320) String email) {
  EmailAddress address() {
    return EmailField.read("email", email);
  }
}
