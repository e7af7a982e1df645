package org.gatehouse.workspace;

import java.time.Instant;
import java.util.Locale;
import java.util.UUID;

/**
 * A member as the workspace's administrators see them.
 *
 * @param status of the account, in lower case
 * @param joinedAt since when
 */
public record MemberDetails(
    UUID userId,
    String email,
    String name,
    String status,
    UUID roleId,
    String role,
    Instant joinedAt) {
  static MemberDetails of(Object[] columns) {
    return new MemberDetails(
        (UUID) columns[0],
        (String) columns[1],
        (String) columns[2],
        ((String) columns[3]).toLowerCase(Locale.ROOT),
        (UUID) columns[4],
        (String) columns[5],
        Instant.ofEpochMilli(((Number) columns[6]).longValue()));
  }
}
