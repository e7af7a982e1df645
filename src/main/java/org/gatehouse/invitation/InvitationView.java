package org.gatehouse.invitation;

import java.time.Instant;
import java.util.UUID;
import org.gatehouse.kernel.EmailAddress;

/** An invitation as handed out; nothing in it tells whether the address has an account. */
public record InvitationView(
    UUID id,
    EmailAddress email,
    UUID workspaceId,
    String workspaceName,
    UUID roleId,
    String roleName,
    InvitationStatus status,
    Instant createdAt,
    Instant expiresAt) {}
