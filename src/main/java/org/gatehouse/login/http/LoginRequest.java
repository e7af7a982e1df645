package org.gatehouse.login.http;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import org.gatehouse.kernel.Sensitive;

/** Sign-in with a password. */
public record LoginRequest(
    @NotNull @Size(min = 1, max = 320) String email, @NotNull Sensitive password) {}
