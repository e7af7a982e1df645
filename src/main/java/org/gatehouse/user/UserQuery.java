package org.gatehouse.user;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.gatehouse.kernel.UserId;

/**
 * Which accounts to list.
 *
 * @param statuses accounts in one of these
 * @param prefix what the address or the name begins with; every character counts as it is
 * @param workspaces members of these only; empty means all accounts
 * @param after the last one of the page before
 * @param limit how many at most
 */
public record UserQuery(
    Set<UserStatus> statuses,
    Optional<String> prefix,
    Optional<List<UUID>> workspaces,
    Optional<UserId> after,
    int limit) {}
