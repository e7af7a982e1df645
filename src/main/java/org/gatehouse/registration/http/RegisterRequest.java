package org.gatehouse.registration.http;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import org.gatehouse.kernel.Sensitive;
import org.jspecify.annotations.Nullable;

/** A registration as the contract has it. */
public record RegisterRequest(@NotNull @Valid Person user, @Valid @Nullable Group organization) {
  /**
   * Who registers.
   *
   * @param credential the password
   * @param tempToken the set-up token; not needed with the operator's credentials
   */
  public record Person(
      @NotBlank @Size(max = 100) String name,
      @NotNull @Size(max = 320) String email,
      @NotNull Sensitive credential,
      @Nullable Sensitive tempToken) {}

  /** The organization to be made. */
  public record Group(@Nullable @Size(max = 100) String name) {}
}
