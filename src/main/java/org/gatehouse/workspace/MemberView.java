package org.gatehouse.workspace;

import java.time.Instant;
import java.util.UUID;
import org.gatehouse.kernel.UserId;

/**
 * A membership as handed out.
 *
 * @param group the id of the organization or workspace
 */
public record MemberView(UUID group, UserId user, UUID roleId, Instant createdAt) {}
