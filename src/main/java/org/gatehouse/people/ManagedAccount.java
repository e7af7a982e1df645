package org.gatehouse.people;

import java.util.List;
import java.util.UUID;
import org.gatehouse.authority.Authority;
import org.gatehouse.authority.Permission;
import org.gatehouse.user.UserView;

/** An account that somebody manages, and the workspaces that it belongs to. */
record ManagedAccount(UserView user, List<UUID> places) {
  /**
   * For what concerns all of the account and not only its place in one workspace.
   *
   * @throws org.gatehouse.kernel.AuthException {@link org.gatehouse.kernel.ErrorCode#FORBIDDEN} if
   *     the caller does not manage users in each of its workspaces
   */
  void requireEverywhere(Authority authority) {
    if (!places.stream().allMatch(place -> authority.holds(place, Permission.USERS_MANAGE))) {
      throw Authority.forbidden(
          "the account belongs to workspaces that the caller does not manage");
    }
  }
}
