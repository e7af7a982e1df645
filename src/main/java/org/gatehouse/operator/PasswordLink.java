package org.gatehouse.operator;

import java.time.Instant;
import org.gatehouse.kernel.EmailAddress;
import org.gatehouse.kernel.Sensitive;

/**
 * A link with which the owner of an account chooses a new password, once.
 *
 * @param expiresAt until when
 */
public record PasswordLink(EmailAddress email, Sensitive link, Instant expiresAt) {}
