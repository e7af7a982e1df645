package org.gatehouse.accesstoken;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.gatehouse.kernel.SessionId;
import org.gatehouse.kernel.UserId;

/**
 * Who an access token speaks of.
 *
 * @param principalName what containers call the caller: the {@code upn} claim
 * @param groups the roles of containers
 * @param accessVersion which state of what the user may do this is: see {@link StaleAccess}
 * @param workspace the active workspace, if there is one
 * @param authTime when the user proved who they are
 * @param amr how (RFC 8176)
 */
public record TokenSubject(
    UserId user,
    String principalName,
    String name,
    Set<String> groups,
    SessionId session,
    long accessVersion,
    Optional<UUID> workspace,
    Instant authTime,
    List<String> amr) {
  /** Copies what could change. */
  public TokenSubject {
    groups = Set.copyOf(groups);
    amr = List.copyOf(amr);
  }
}
