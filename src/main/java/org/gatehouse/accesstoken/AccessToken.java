package org.gatehouse.accesstoken;

import java.time.Instant;
import org.gatehouse.kernel.Sensitive;

/** An issued token and the moment from which it is refused. */
public record AccessToken(Sensitive token, Instant expiresAt) {}
