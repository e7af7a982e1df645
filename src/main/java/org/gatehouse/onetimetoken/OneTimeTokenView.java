package org.gatehouse.onetimetoken;

import java.time.Instant;
import java.util.UUID;
import org.gatehouse.kernel.EmailAddress;

/**
 * What a living token says.
 *
 * @param subject what it is about, see {@link Purpose}
 * @param email where it was sent
 */
public record OneTimeTokenView(
    Purpose purpose, UUID subject, EmailAddress email, Instant expiresAt) {}
