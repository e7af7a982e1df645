package org.gatehouse.invitation;

import java.time.Instant;
import org.gatehouse.kernel.EmailAddress;
import org.gatehouse.kernel.Sensitive;

/**
 * What somebody is told who is invited.
 *
 * @param registerLink the page that accepts; as secret as the token in it
 */
public record InvitationLetter(
    EmailAddress to, String workspaceName, Sensitive registerLink, Instant expiresAt) {}
