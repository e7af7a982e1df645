package org.gatehouse.role;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.TypedQuery;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.gatehouse.audit.AuditAction;
import org.gatehouse.audit.AuditEntry;
import org.gatehouse.audit.AuditTrail;
import org.gatehouse.authority.Authorities;
import org.gatehouse.authority.Authority;
import org.gatehouse.authority.Permission;
import org.gatehouse.authority.PermissionSet;
import org.gatehouse.kernel.Actor;
import org.gatehouse.kernel.AuthException;
import org.gatehouse.kernel.ErrorCode;
import org.gatehouse.kernel.UserId;
import org.gatehouse.persistence.Transactional;
import org.gatehouse.user.AccessChanges;

/**
 * The roles of the organization. They belong to no workspace and count in each where somebody holds
 * them, or is invited to; so whoever changes one needs the right to, and every permission in
 * question, in all of these.
 */
@ApplicationScoped
@Transactional
public class Roles {
  private final EntityManager entityManager;
  private final Authorities authorities;
  private final AccessChanges changes;
  private final AuditTrail audit;

  @Inject
  Roles(
      EntityManager entityManager,
      Authorities authorities,
      AccessChanges changes,
      AuditTrail audit) {
    this.entityManager = entityManager;
    this.authorities = authorities;
    this.changes = changes;
    this.audit = audit;
  }

  @SuppressWarnings("NullAway") // for the container's client proxy, which uses no field
  protected Roles() {
    this(null, null, null, null);
  }

  /** The role with this id; the caller has decided that it may be known. */
  public Optional<RoleView> find(UUID id) {
    return Optional.ofNullable(entityManager.find(Role.class, id)).map(Role::view);
  }

  /** The only role with this id or name; the same holds. */
  public Optional<RoleView> find(String nameOrId) {
    List<?> ids =
        entityManager
            .createNativeQuery(
                "select id from role where name = ? or cast(id as varchar(36)) = lower(?)")
            .setParameter(1, nameOrId)
            .setParameter(2, nameOrId)
            .setMaxResults(2)
            .getResultList();
    return ids.size() == 1 ? find((UUID) ids.get(0)) : Optional.empty();
  }

  /**
   * The role that somebody names in a request.
   *
   * @throws AuthException {@link ErrorCode#VALIDATION_FAILED} if there is none: a mistake in the
   *     request, not in its address
   */
  public RoleView named(UUID id) {
    return find(id)
        .orElseThrow(
            () ->
                AuthException.withReasons(
                    ErrorCode.VALIDATION_FAILED, List.of("there is no such role")));
  }

  /** Roles by name, for those who hand them out or make them. */
  public List<RoleView> list(Actor actor, Optional<UUID> after, int limit) {
    requireMaySee(authorities.of(actor));
    TypedQuery<Role> query =
        entityManager.createQuery(
            after.isPresent()
                ? "select r from Role r, Role previous where previous.id = :after"
                    + " and (r.name > previous.name"
                    + " or (r.name = previous.name and r.id > previous.id))"
                    + " order by r.name, r.id"
                : "select r from Role r order by r.name, r.id",
            Role.class);
    after.ifPresent(id -> query.setParameter("after", id));
    return query.setMaxResults(limit).getResultList().stream().map(Role::view).toList();
  }

  /** One role, for the same. */
  public RoleView get(Actor actor, UUID id) {
    requireMaySee(authorities.of(actor));
    return find(id).orElseThrow(Authority::notFound);
  }

  private static void requireMaySee(Authority authority) {
    authority.requireSomewhere(
        Permission.ROLES_MANAGE, Permission.USERS_MANAGE, Permission.WORKSPACE_ADD_USER);
  }

  /**
   * Makes a role, which counts nowhere yet.
   *
   * @param draft has a name
   * @throws AuthException {@link ErrorCode#FORBIDDEN} if the caller does not hold all of it in one
   *     workspace where they manage roles
   */
  public RoleView create(Actor actor, RoleDraft draft) {
    Authority authority = authorities.forDeed(actor);
    authority.requireSomewhere(Permission.ROLES_MANAGE);
    PermissionSet wanted = draft.permissions().orElse(PermissionSet.parse(null));
    if (!authority.isOwner()
        && authority.workspacesWith(Permission.ROLES_MANAGE).stream()
            .noneMatch(workspace -> authority.holdsAll(workspace, wanted))) {
      throw Authority.forbidden("puts into a role what they do not hold");
    }
    String name = draft.name().orElseThrow();
    requireFree(name);
    Role role = new Role(authorities.organization(), name, draft.description().orElse(""), wanted);
    entityManager.persist(role);
    entityManager.flush();
    RoleView made = role.view();
    audit.record(AuditEntry.deed(AuditAction.ROLE_CREATE, actor).on(made.id()));
    return made;
  }

  /**
   * Changes a role, and with it what all of its holders may do.
   *
   * @throws AuthException {@link ErrorCode#FORBIDDEN} for a general role, or if the caller does not
   *     manage roles, or lacks one of its old or new permissions, in a workspace where it is held
   */
  public RoleView change(Actor actor, UUID id, RoleDraft draft) {
    Authority authority = authorities.forDeed(actor);
    Role role = own(authority, id);
    RoleView before = role.view();
    requirePower(authority, before, draft.permissions().orElse(before.permissions()));
    draft.name().filter(name -> !name.equals(before.name())).ifPresent(this::requireFree);
    role.change(draft);
    entityManager.flush();
    RoleView after = role.view();
    if (!after.name().equals(before.name()) || !after.permissions().equals(before.permissions())) {
      changes.of(holders(id));
    }
    if (!after.equals(before)) {
      audit.record(AuditEntry.deed(AuditAction.ROLE_CHANGE, actor).on(id));
    }
    return after;
  }

  /**
   * Deletes a role that nobody has.
   *
   * @throws AuthException {@link ErrorCode#ROLE_IN_USE} if somebody has it, or is invited to
   */
  public void delete(Actor actor, UUID id) {
    Authority authority = authorities.forDeed(actor);
    Role role = own(authority, id);
    requirePower(authority, role.view(), role.view().permissions());
    if (isInUse(id)) {
      throw new AuthException(ErrorCode.ROLE_IN_USE, "somebody has the role, or will");
    }
    entityManager.remove(role);
    entityManager.flush();
    audit.record(AuditEntry.deed(AuditAction.ROLE_DELETE, actor).on(id));
  }

  /** The role, if it is one of the organization's own and the caller manages any. */
  private Role own(Authority authority, UUID id) {
    authority.requireSomewhere(Permission.ROLES_MANAGE);
    Role role = entityManager.find(Role.class, id);
    if (role == null) {
      throw Authority.notFound();
    }
    if (role.isGeneral()) {
      throw Authority.forbidden("general roles stay as they are");
    }
    return role;
  }

  private void requirePower(Authority authority, RoleView before, PermissionSet after) {
    List<?> workspaces =
        entityManager
            .createNativeQuery(
                "select workspace_id from workspace_member where role_id = ?"
                    + " union select workspace_id from invitation"
                    + " where role_id = ? and status = 'PENDING'")
            .setParameter(1, before.id())
            .setParameter(2, before.id())
            .getResultList();
    boolean everywhere =
        workspaces.stream()
            .map(UUID.class::cast)
            .allMatch(
                workspace ->
                    authority.holds(workspace, Permission.ROLES_MANAGE)
                        && authority.holdsAll(workspace, before.permissions())
                        && authority.holdsAll(workspace, after));
    boolean somewhere =
        authority.isOwner()
            || authority.workspacesWith(Permission.ROLES_MANAGE).stream()
                .anyMatch(
                    workspace ->
                        authority.holdsAll(workspace, before.permissions())
                            && authority.holdsAll(workspace, after));
    if (!everywhere || !somewhere) {
      throw Authority.forbidden("changes a role that holds more than the caller does");
    }
  }

  private List<UserId> holders(UUID role) {
    List<?> ids =
        entityManager
            .createNativeQuery("select distinct user_id from workspace_member where role_id = ?")
            .setParameter(1, role)
            .getResultList();
    return ids.stream().map(id -> new UserId((UUID) id)).toList();
  }

  private boolean isInUse(UUID role) {
    return !entityManager
        .createNativeQuery(
            "select 1 from role r where r.id = ? and (exists"
                + " (select 1 from workspace_member m where m.role_id = r.id) or exists"
                + " (select 1 from invitation i where i.role_id = r.id and i.status = 'PENDING'))")
        .setParameter(1, role)
        .getResultList()
        .isEmpty();
  }

  /** Deeds happen one at a time, so nobody takes the name meanwhile; the key says so, too. */
  private void requireFree(String name) {
    boolean taken =
        !entityManager
            .createQuery("select r.id from Role r where r.name = :name")
            .setParameter("name", name)
            .getResultList()
            .isEmpty();
    if (taken) {
      throw new AuthException(ErrorCode.NAME_TAKEN, "a role has this name");
    }
  }
}
