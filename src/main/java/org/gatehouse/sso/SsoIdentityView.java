package org.gatehouse.sso;

import java.time.Instant;
import java.util.UUID;
import org.gatehouse.kernel.UserId;

/**
 * A linked identity.
 *
 * @param account how its person knows it; may be empty
 */
public record SsoIdentityView(
    UUID id, UserId user, ProviderName provider, String account, Instant createdAt) {}
