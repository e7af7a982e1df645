package org.gatehouse.people;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.gatehouse.authority.Authority;
import org.gatehouse.authority.Permission;
import org.gatehouse.kernel.UserId;
import org.gatehouse.persistence.Transactional;
import org.gatehouse.user.UserView;
import org.gatehouse.user.Users;
import org.gatehouse.workspace.Workspaces;

/** Whose accounts somebody manages. */
@ApplicationScoped
@Transactional
class ManagedAccounts {
  private final Users users;
  private final Workspaces workspaces;

  @Inject
  ManagedAccounts(Users users, Workspaces workspaces) {
    this.users = users;
    this.workspaces = workspaces;
  }

  @SuppressWarnings("NullAway") // for the container's client proxy, which uses no field
  protected ManagedAccounts() {
    this(null, null);
  }

  /**
   * The account, if the caller manages users in one of its workspaces.
   *
   * @throws org.gatehouse.kernel.AuthException {@link org.gatehouse.kernel.ErrorCode#NOT_FOUND} if
   *     it shares no workspace with the caller, else {@link
   *     org.gatehouse.kernel.ErrorCode#FORBIDDEN}
   */
  ManagedAccount get(Authority authority, UserId id) {
    Optional<UserView> found = users.find(id).filter(UserView::exists);
    List<UUID> places = workspaces.workspacesOf(id);
    if (found.isEmpty() || !(authority.isOwner() || places.stream().anyMatch(authority::sees))) {
      throw Authority.notFound();
    }
    if (!authority.isOwner()
        && places.stream().noneMatch(p -> authority.holds(p, Permission.USERS_MANAGE))) {
      throw Authority.forbidden("does not manage users in a workspace of the account");
    }
    return new ManagedAccount(found.get(), places);
  }

  /** Whether it is an owner's account; then the caller has to be one, too. */
  boolean isOwnerForOwner(Authority authority, UserId id) {
    boolean isOwner = workspaces.isOwner(id);
    if (isOwner && !authority.isOwner()) {
      throw Authority.forbidden("only an owner touches an owner");
    }
    return isOwner;
  }
}
