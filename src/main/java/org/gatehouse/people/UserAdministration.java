package org.gatehouse.people;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.EnumSet;
import java.util.List;
import org.gatehouse.audit.AuditAction;
import org.gatehouse.audit.AuditEntry;
import org.gatehouse.audit.AuditTrail;
import org.gatehouse.authority.Authorities;
import org.gatehouse.authority.Authority;
import org.gatehouse.authority.Permission;
import org.gatehouse.kernel.Actor;
import org.gatehouse.kernel.AuthException;
import org.gatehouse.kernel.ErrorCode;
import org.gatehouse.kernel.UserId;
import org.gatehouse.persistence.Transactional;
import org.gatehouse.user.UserDirectory;
import org.gatehouse.user.UserLifeCycle;
import org.gatehouse.user.UserQuery;
import org.gatehouse.user.UserStatus;
import org.gatehouse.user.UserView;
import org.gatehouse.user.Users;
import org.gatehouse.workspace.Memberships;
import org.gatehouse.workspace.Workspaces;

/** Seeing, renaming, shutting and ending accounts, by those who may. */
@ApplicationScoped
@Transactional
public class UserAdministration {
  private final Authorities authorities;
  private final Users users;
  private final UserDirectory directory;
  private final UserLifeCycle lifeCycle;
  private final Workspaces workspaces;
  private final Memberships memberships;
  private final ManagedAccounts managed;
  private final AccountEnd accountEnd;
  private final AuditTrail audit;

  @Inject
  UserAdministration(
      Authorities authorities,
      Users users,
      UserDirectory directory,
      UserLifeCycle lifeCycle,
      Workspaces workspaces,
      Memberships memberships,
      ManagedAccounts managed,
      AccountEnd accountEnd,
      AuditTrail audit) {
    this.authorities = authorities;
    this.users = users;
    this.directory = directory;
    this.lifeCycle = lifeCycle;
    this.workspaces = workspaces;
    this.memberships = memberships;
    this.managed = managed;
    this.accountEnd = accountEnd;
    this.audit = audit;
  }

  @SuppressWarnings("NullAway") // for the container's client proxy, which uses no field
  protected UserAdministration() {
    this(null, null, null, null, null, null, null, null, null);
  }

  /** One page: all accounts for an owner, else the members of the workspaces that one manages. */
  public List<UserView> list(Actor actor, UserSearch search) {
    Authority authority = authorities.of(actor);
    authority.requireSomewhere(Permission.USERS_MANAGE);
    return directory.list(
        new UserQuery(
            search
                .status()
                .map(EnumSet::of)
                .orElse(EnumSet.complementOf(EnumSet.of(UserStatus.DELETED))),
            search.prefix(),
            authority.reachOf(Permission.USERS_MANAGE),
            search.after(),
            search.limit()));
  }

  /** One account: one's own, or one that one manages. */
  public Account get(Actor actor, UserId id) {
    Authority authority = authorities.of(actor);
    return account(
        actor.is(id)
            ? users.find(id).orElseThrow(Authority::notFound)
            : managed.get(authority, id).user());
  }

  private Account account(UserView user) {
    return new Account(user, workspaces.isOwner(user.id()));
  }

  /**
   * Changes an account.
   *
   * @throws AuthException {@link ErrorCode#NOT_FOUND} for an account that shares no workspace with
   *     the caller; {@link ErrorCode#FORBIDDEN}; {@link ErrorCode#LAST_OWNER}; {@link
   *     ErrorCode#CONFLICT} for an account that cannot be shut or opened
   */
  public Account change(Actor actor, UserId id, UserChange change) {
    Authority authority = authorities.forDeed(actor);
    ManagedAccount account = managed.get(authority, id);
    boolean isOwner = managed.isOwnerForOwner(authority, id);
    change
        .owner()
        .filter(wanted -> wanted != isOwner)
        .ifPresent(
            wanted -> {
              if (!authority.isOwner()) {
                throw Authority.forbidden("only an owner makes owners");
              }
              setOwner(actor, account.user(), wanted);
            });
    change.disabled().ifPresent(wanted -> setDisabled(authority, account, wanted));
    change.name().ifPresent(name -> rename(actor, account.user(), name));
    return account(users.find(id).orElseThrow(Authority::notFound));
  }

  private void rename(Actor actor, UserView user, String name) {
    if (!user.name().equals(name)) {
      lifeCycle.rename(user.id(), name);
      audit.record(AuditEntry.deed(AuditAction.USER_RENAME, actor).to(user.id()));
    }
  }

  private void setOwner(Actor actor, UserView user, boolean wanted) {
    if (wanted) {
      if (!user.isActive()) {
        throw new AuthException(ErrorCode.CONFLICT, "the account is not active");
      }
      memberships.makeOwner(user.id());
      audit.record(AuditEntry.deed(AuditAction.OWNER_ADD, actor).to(user.id()));
    } else {
      memberships.requireAnotherOwner(user.id());
      memberships.makeMember(user.id());
      audit.record(AuditEntry.deed(AuditAction.OWNER_REMOVE, actor).to(user.id()));
    }
  }

  private void setDisabled(Authority authority, ManagedAccount account, boolean wanted) {
    UserView user = account.user();
    if (user.status() == (wanted ? UserStatus.DISABLED : UserStatus.ACTIVE)) {
      return;
    }
    account.requireEverywhere(authority);
    // Asked anew: the same change may have just made or unmade an owner.
    if (wanted && workspaces.isOwner(user.id())) {
      memberships.requireAnotherOwner(user.id());
    }
    // Who waits for an invitation or a verification must not become active by being opened again.
    if (!(wanted ? lifeCycle.disable(user.id()) : lifeCycle.enable(user.id()))) {
      throw new AuthException(ErrorCode.CONFLICT, "the account is " + user.status());
    }
    if (wanted) {
      accountEnd.shut(user.id());
    }
    AuditAction action = wanted ? AuditAction.USER_DISABLE : AuditAction.USER_ENABLE;
    audit.record(AuditEntry.deed(action, authority.actor()).to(user.id()));
  }

  /**
   * Ends an account: what is personal is taken away, its address is free again, and its sessions,
   * memberships, tokens and invitations are over.
   *
   * @throws AuthException as {@link #change}
   */
  public void delete(Actor actor, UserId id) {
    Authority authority = authorities.forDeed(actor);
    ManagedAccount account = managed.get(authority, id);
    boolean isOwner = managed.isOwnerForOwner(authority, id);
    account.requireEverywhere(authority);
    if (isOwner) {
      memberships.requireAnotherOwner(id);
    }
    accountEnd.end(id);
    audit.record(AuditEntry.deed(AuditAction.USER_DELETE, actor).to(id));
  }
}
