package org.gatehouse.session;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.gatehouse.kernel.SessionId;
import org.gatehouse.kernel.UserId;

/**
 * A login as handed out.
 *
 * @param refreshCounter how often it was refreshed
 * @param rotatedAt when that was last, or the sign-in
 * @param createdAt the sign-in: the {@code auth_time} of its tokens
 * @param expiresAt when it ends whatever happens
 * @param lastSeenAt when it was last refreshed
 * @param address where it was opened from
 * @param agent with which client
 * @param amr how the user proved who they are (RFC 8176)
 * @param activeWorkspace the workspace chosen last, which its user may have left since
 */
public record SessionView(
    SessionId id,
    UserId user,
    long refreshCounter,
    Instant rotatedAt,
    Instant createdAt,
    Instant expiresAt,
    Instant lastSeenAt,
    String address,
    String agent,
    List<String> amr,
    Optional<UUID> activeWorkspace) {}
