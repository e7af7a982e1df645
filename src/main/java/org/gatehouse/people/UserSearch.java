package org.gatehouse.people;

import java.util.Optional;
import org.gatehouse.kernel.UserId;
import org.gatehouse.user.UserStatus;

/**
 * Which accounts somebody wants to see.
 *
 * @param prefix what address or name begins with
 * @param status those in this one; without it, all but the deleted
 */
public record UserSearch(
    Optional<String> prefix, Optional<UserStatus> status, Optional<UserId> after, int limit) {}
