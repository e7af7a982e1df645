package org.gatehouse.workspace;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.Query;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
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
import org.gatehouse.role.RoleView;
import org.gatehouse.role.Roles;
import org.gatehouse.user.UserView;
import org.gatehouse.user.Users;
import org.jspecify.annotations.Nullable;

/**
 * The members of a workspace, for those who may see and change them. Nobody hands out a role whose
 * permissions they do not all hold in the workspace, and only an owner touches an owner.
 */
@ApplicationScoped
@Transactional
public class Members {
  private static final String SELECT =
      """
      select u.id, u.email, u.name, u.status, r.id, r.name, m.created_at
      from workspace_member m
      join gatehouse_user u on u.id = m.user_id
      join role r on r.id = m.role_id
      where m.workspace_id = ?
      """;

  private final EntityManager entityManager;
  private final Authorities authorities;
  private final Memberships memberships;
  private final Workspaces workspaces;
  private final Roles roles;
  private final Users users;
  private final AuditTrail audit;

  @Inject
  Members(
      EntityManager entityManager,
      Authorities authorities,
      Memberships memberships,
      Workspaces workspaces,
      Roles roles,
      Users users,
      AuditTrail audit) {
    this.entityManager = entityManager;
    this.authorities = authorities;
    this.memberships = memberships;
    this.workspaces = workspaces;
    this.roles = roles;
    this.users = users;
    this.audit = audit;
  }

  @SuppressWarnings("NullAway") // for the container's client proxy, which uses no field
  protected Members() {
    this(null, null, null, null, null, null, null);
  }

  /** One page, in the order of ids, which is that of the table. */
  public List<MemberDetails> list(Actor actor, UUID workspace, Optional<UUID> after, int limit) {
    requireMaySee(authorities.of(actor), workspace);
    Query query =
        entityManager.createNativeQuery(
            SELECT
                + (after.isPresent() ? " and m.user_id > ?" : "")
                + " order by m.user_id fetch first "
                + limit
                + " rows only");
    query.setParameter(1, workspace);
    after.ifPresent(id -> query.setParameter(2, id));
    List<?> rows = query.getResultList();
    return rows.stream().map(row -> MemberDetails.of((Object[]) row)).toList();
  }

  /** One member. */
  public MemberDetails get(Actor actor, UUID workspace, UserId user) {
    requireMaySee(authorities.of(actor), workspace);
    return find(workspace, user).orElseThrow(Authority::notFound);
  }

  private void requireMaySee(Authority authority, UUID workspace) {
    authority.require(workspace, Permission.WORKSPACE_VIEW, Permission.USERS_MANAGE);
    if (memberships.findWorkspace(workspace).isEmpty()) {
      throw Authority.notFound();
    }
  }

  private Optional<MemberDetails> find(UUID workspace, UserId user) {
    List<?> rows =
        entityManager
            .createNativeQuery(SELECT + " and m.user_id = ?")
            .setParameter(1, workspace)
            .setParameter(2, user.value())
            .getResultList();
    return rows.stream().findFirst().map(row -> MemberDetails.of((Object[]) row));
  }

  /** Whether it is a new member, and how they belong now. */
  public record Put(boolean added, MemberDetails member) {}

  /**
   * Brings an account into a workspace, or gives a member another role.
   *
   * @throws AuthException {@link ErrorCode#NOT_FOUND} for a workspace, an account or a role that is
   *     not there for the caller; {@link ErrorCode#FORBIDDEN}; {@link ErrorCode#CONFLICT} for an
   *     account that is not active
   */
  public Put put(Actor actor, UUID workspace, UserId user, UUID roleId) {
    Authority authority = authorities.forDeed(actor);
    authority.require(workspace, Permission.WORKSPACE_ADD_USER, Permission.USERS_MANAGE);
    WorkspaceView place = memberships.findWorkspace(workspace).orElseThrow(Authority::notFound);
    Optional<MemberView> present = memberships.find(workspace, user);
    UserView account = account(authority, user, present.isPresent());
    requireMayGrant(authority, workspace, user, roles.named(roleId));
    if (present.isEmpty()) {
      if (!account.isActive()) {
        throw new AuthException(ErrorCode.CONFLICT, "the account is not active");
      }
      memberships.join(user, place, roleId);
      record(AuditAction.MEMBER_ADD, actor, workspace, user, roleId);
    } else if (!present.get().roleId().equals(roleId)) {
      memberships.changeRole(workspace, user, roleId);
      record(AuditAction.MEMBER_CHANGE, actor, workspace, user, roleId);
    }
    entityManager.flush();
    return new Put(present.isEmpty(), find(workspace, user).orElseThrow());
  }

  /** An account of which the caller knows nothing does not exist: others are invited. */
  private UserView account(Authority authority, UserId user, boolean isMember) {
    boolean known =
        isMember
            || authority.isOwner()
            || workspaces.workspacesOf(user).stream()
                .anyMatch(workspace -> authority.holds(workspace, Permission.USERS_MANAGE));
    return users
        .find(user)
        .filter(account -> known && account.exists())
        .orElseThrow(Authority::notFound);
  }

  /**
   * Goes on only if the caller may give this role to this account in this workspace.
   *
   * @param user null for somebody who is yet to come, and so no owner
   */
  public void requireMayGrant(
      Authority authority, UUID workspace, @Nullable UserId user, RoleView role) {
    boolean targetIsOwner = user != null && workspaces.isOwner(user);
    if (targetIsOwner && !authority.isOwner()) {
      throw Authority.forbidden("only an owner touches an owner");
    }
    if (role.isOwner() && !(targetIsOwner && authority.isOwner())) {
      throw Authority.forbidden("the role of owners is for owners");
    }
    if (!authority.holdsAll(workspace, role.permissions())) {
      throw Authority.forbidden("grants what they do not hold");
    }
  }

  /** Takes a member out of a workspace. */
  public void remove(Actor actor, UUID workspace, UserId user) {
    Authority authority = authorities.forDeed(actor);
    authority.require(workspace, Permission.WORKSPACE_UNLINK_USER, Permission.USERS_MANAGE);
    if (memberships.find(workspace, user).isEmpty()) {
      throw Authority.notFound();
    }
    if (workspaces.isOwner(user) && !authority.isOwner()) {
      throw Authority.forbidden("only an owner touches an owner");
    }
    memberships.leave(workspace, user);
    audit.record(AuditEntry.deed(AuditAction.MEMBER_REMOVE, actor).to(user).at(workspace));
  }

  private void record(AuditAction action, Actor actor, UUID workspace, UserId user, UUID roleId) {
    audit.record(AuditEntry.deed(action, actor).to(user).at(workspace).on(roleId));
  }
}
