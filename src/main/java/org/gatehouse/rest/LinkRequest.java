package org.gatehouse.rest;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import org.gatehouse.kernel.Sensitive;
import org.jspecify.annotations.Nullable;

/** The token of a link in a mail, as the contract has it: {@code {"user":{"tempToken"}}}. */
public record LinkRequest(@NotNull @Valid Holder user) {
  /** Whoever holds the link. */
  public record Holder(@Nullable Sensitive tempToken) {}

  /** The token. */
  public Sensitive token() {
    return token(user.tempToken());
  }

  /** A token that is not there is as good as a wrong one. */
  public static Sensitive token(@Nullable Sensitive given) {
    return given == null ? Sensitive.of("") : given;
  }
}
