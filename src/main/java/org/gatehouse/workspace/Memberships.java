package org.gatehouse.workspace;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.gatehouse.authority.GeneralRole;
import org.gatehouse.kernel.AuthException;
import org.gatehouse.kernel.ErrorCode;
import org.gatehouse.kernel.UserId;
import org.gatehouse.persistence.Transactional;
import org.gatehouse.user.AccessChanges;
import org.jspecify.annotations.Nullable;

/**
 * Who belongs where, as rows: each change also makes older access tokens stale. Who may change it
 * is decided by the callers, inside a deed that is done alone.
 */
@ApplicationScoped
@Transactional
public class Memberships {
  private final EntityManager entityManager;
  private final AccessChanges changes;
  private final Clock clock;

  @Inject
  Memberships(EntityManager entityManager, AccessChanges changes, Clock clock) {
    this.entityManager = entityManager;
    this.changes = changes;
    this.clock = clock;
  }

  @SuppressWarnings("NullAway") // for the container's client proxy, which uses no field
  protected Memberships() {
    this(null, null, null);
  }

  /** The workspace with this id; the caller has decided that it may be known. */
  public Optional<WorkspaceView> findWorkspace(UUID workspace) {
    return Optional.ofNullable(entityManager.find(Workspace.class, workspace)).map(Workspace::view);
  }

  /** The only workspace with this id or name; the same holds. */
  public Optional<WorkspaceView> findWorkspace(String nameOrId) {
    List<?> ids =
        entityManager
            .createNativeQuery(
                "select id from workspace where name = ? or cast(id as varchar(36)) = lower(?)")
            .setParameter(1, nameOrId)
            .setParameter(2, nameOrId)
            .setMaxResults(2)
            .getResultList();
    return ids.size() == 1 ? findWorkspace((UUID) ids.get(0)) : Optional.empty();
  }

  /** The membership, if there is one. */
  public Optional<MemberView> find(UUID workspace, UserId user) {
    return Optional.ofNullable(member(workspace, user)).map(WorkspaceMember::view);
  }

  /**
   * Brings somebody into a workspace, and with it into the organization.
   *
   * @throws jakarta.persistence.PersistenceException a duplicate key for a member
   */
  public Founded join(UserId user, WorkspaceView workspace, UUID role) {
    Instant now = clock.instant();
    Organization organization =
        entityManager.getReference(Organization.class, workspace.organizationId());
    OrganizationMember belongs =
        Optional.ofNullable(organizationMember(user, organization.id()))
            .orElseGet(
                () -> {
                  OrganizationMember made =
                      new OrganizationMember(organization.id(), user, GeneralRole.MEMBER, now);
                  entityManager.persist(made);
                  return made;
                });
    WorkspaceMember member = new WorkspaceMember(workspace.id(), user, role, now);
    entityManager.persist(member);
    entityManager.flush();
    changes.of(user);
    return new Founded(organization.view(), belongs.view(), workspace, member.view());
  }

  /** Brings somebody who belongs to no workspace into the oldest. */
  public void joinFirst(UserId user) {
    boolean belongs =
        !entityManager
            .createNativeQuery(
                "select 1 from workspace_member where user_id = ? fetch first 1 row only")
            .setParameter(1, user.value())
            .getResultList()
            .isEmpty();
    if (!belongs) {
      Workspace oldest =
          entityManager
              .createQuery("select w from Workspace w order by w.createdAt, w.id", Workspace.class)
              .setMaxResults(1)
              .getSingleResult();
      join(user, oldest.view(), GeneralRole.MEMBER);
    }
  }

  /** Gives a member another role. */
  public void changeRole(UUID workspace, UserId user, UUID role) {
    WorkspaceMember member = member(workspace, user);
    if (member != null) {
      member.changeRole(role);
      changes.of(user);
    }
  }

  /** Takes somebody out of a workspace. */
  public void leave(UUID workspace, UserId user) {
    WorkspaceMember member = member(workspace, user);
    if (member != null) {
      entityManager.remove(member);
      entityManager.flush();
      changes.of(user);
    }
  }

  /** Takes somebody out of everything. */
  public void leaveAll(UserId user) {
    for (String table : new String[] {"workspace_member", "organization_member"}) {
      entityManager
          .createNativeQuery("delete from " + table + " where user_id = ?")
          .setParameter(1, user.value())
          .executeUpdate();
    }
    changes.of(user);
  }

  /** Makes an account an owner, who may do everything. */
  public void makeOwner(UserId user) {
    setOrganizationRole(user, GeneralRole.OWNER);
  }

  /** Makes an owner a member again, also in workspaces, where the role of owners is for owners. */
  public void makeMember(UserId user) {
    entityManager
        .createNativeQuery(
            "update workspace_member set role_id = ? where user_id = ? and role_id = ?")
        .setParameter(1, GeneralRole.MEMBER)
        .setParameter(2, user.value())
        .setParameter(3, GeneralRole.OWNER)
        .executeUpdate();
    setOrganizationRole(user, GeneralRole.MEMBER);
  }

  private void setOrganizationRole(UserId user, UUID role) {
    entityManager
        .createNativeQuery("update organization_member set role_id = ? where user_id = ?")
        .setParameter(1, role)
        .setParameter(2, user.value())
        .executeUpdate();
    changes.of(user);
  }

  /**
   * Goes on only if there is another owner who can get in.
   *
   * @throws AuthException {@link ErrorCode#LAST_OWNER}
   */
  public void requireAnotherOwner(UserId owner) {
    boolean another =
        !entityManager
            .createNativeQuery(
                "select 1 from organization_member o"
                    + " join gatehouse_user u on u.id = o.user_id"
                    + " where o.role_id = ? and u.status = 'ACTIVE' and u.id <> ?"
                    + " fetch first 1 row only")
            .setParameter(1, GeneralRole.OWNER)
            .setParameter(2, owner.value())
            .getResultList()
            .isEmpty();
    if (!another) {
      throw new AuthException(ErrorCode.LAST_OWNER, "no other active owner");
    }
  }

  private @Nullable WorkspaceMember member(UUID workspace, UserId user) {
    WorkspaceMember.Key key = new WorkspaceMember.Key();
    key.workspaceId = workspace;
    key.userId = user.value();
    return entityManager.find(WorkspaceMember.class, key);
  }

  private @Nullable OrganizationMember organizationMember(UserId user, UUID organization) {
    OrganizationMember.Key key = new OrganizationMember.Key();
    key.organizationId = organization;
    key.userId = user.value();
    return entityManager.find(OrganizationMember.class, key);
  }
}
