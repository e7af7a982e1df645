package org.gatehouse.login.http;

import org.gatehouse.kernel.Sensitive;
import org.jspecify.annotations.Nullable;

/** A refresh by a client without cookies; with them the body is {@code {}}. */
public record RefreshRequest(@Nullable Sensitive refreshToken) {}
