package org.gatehouse.workspace;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.TypedQuery;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.gatehouse.audit.AuditAction;
import org.gatehouse.audit.AuditEntry;
import org.gatehouse.audit.AuditTrail;
import org.gatehouse.authority.Authorities;
import org.gatehouse.authority.Authority;
import org.gatehouse.authority.GeneralRole;
import org.gatehouse.authority.Permission;
import org.gatehouse.kernel.Actor;
import org.gatehouse.kernel.AuthException;
import org.gatehouse.kernel.ErrorCode;
import org.gatehouse.kernel.UserId;
import org.gatehouse.persistence.Transactional;
import org.gatehouse.user.AccessChanges;

/** Making, renaming and deleting workspaces, by those who may. */
@ApplicationScoped
@Transactional
public class WorkspaceAdministration {
  private final EntityManager entityManager;
  private final Authorities authorities;
  private final Memberships memberships;
  private final AccessChanges changes;
  private final AuditTrail audit;
  private final Clock clock;

  @Inject
  WorkspaceAdministration(
      EntityManager entityManager,
      Authorities authorities,
      Memberships memberships,
      AccessChanges changes,
      AuditTrail audit,
      Clock clock) {
    this.entityManager = entityManager;
    this.authorities = authorities;
    this.memberships = memberships;
    this.changes = changes;
    this.audit = audit;
    this.clock = clock;
  }

  @SuppressWarnings("NullAway") // for the container's client proxy, which uses no field
  protected WorkspaceAdministration() {
    this(null, null, null, null, null, null);
  }

  /** The workspaces that the caller may see, by name. */
  public List<WorkspaceView> list(Actor actor, Optional<UUID> after, int limit) {
    Optional<List<UUID>> reach = authorities.of(actor).reachOf(Permission.WORKSPACE_VIEW);
    if (reach.filter(List::isEmpty).isPresent()) {
      return List.of();
    }
    TypedQuery<Workspace> query =
        entityManager.createQuery(
            "select w from Workspace w"
                + (after.isPresent() ? ", Workspace previous" : "")
                + " where w.id = w.id"
                + (reach.isPresent() ? " and w.id in :reach" : "")
                + (after.isPresent()
                    ? " and previous.id = :after and (w.name > previous.name"
                        + " or (w.name = previous.name and w.id > previous.id))"
                    : "")
                + " order by w.name, w.id",
            Workspace.class);
    reach.ifPresent(ids -> query.setParameter("reach", ids));
    after.ifPresent(id -> query.setParameter("after", id));
    return query.setMaxResults(limit).getResultList().stream().map(Workspace::view).toList();
  }

  /** One workspace. */
  public WorkspaceView get(Actor actor, UUID id) {
    authorities.of(actor).require(id, Permission.WORKSPACE_VIEW);
    return find(id).view();
  }

  /**
   * Makes a workspace. Whoever makes it belongs to it: an owner as owner, another with the role by
   * which they may make workspaces; the operator has no account to belong.
   */
  public WorkspaceView create(Actor actor, String name) {
    Authority authority = authorities.forDeed(actor);
    authority.requireSomewhere(Permission.WORKSPACE_CREATE);
    Workspace workspace = new Workspace(authorities.organization(), name, now());
    entityManager.persist(workspace);
    entityManager.flush();
    audit.record(AuditEntry.deed(AuditAction.WORKSPACE_CREATE, actor).at(workspace.id()));
    UserId maker = actor.user();
    if (maker != null) {
      memberships.join(maker, workspace.view(), roleOfMaker(authority));
    }
    return workspace.view();
  }

  private static UUID roleOfMaker(Authority authority) {
    return authority.isOwner()
        ? GeneralRole.OWNER
        : authority.roles().values().stream()
            .filter(held -> held.permissions().holds(Permission.WORKSPACE_CREATE))
            .map(Authority.Held::role)
            .findFirst()
            .orElse(GeneralRole.MEMBER);
  }

  /** Gives a workspace another name. */
  public WorkspaceView rename(Actor actor, UUID id, String name) {
    authorities.forDeed(actor).require(id, Permission.WORKSPACE_UPDATE);
    Workspace workspace = find(id);
    workspace.rename(name);
    audit.record(AuditEntry.deed(AuditAction.WORKSPACE_RENAME, actor).at(id));
    return workspace.view();
  }

  /**
   * Deletes a workspace with its memberships and, by their foreign key, invitations.
   *
   * @throws AuthException {@link ErrorCode#LAST_WORKSPACE} if there is no other
   */
  public void delete(Actor actor, UUID id) {
    authorities.forDeed(actor).require(id, Permission.WORKSPACE_DELETE);
    Workspace workspace = find(id);
    requireAnother(id);
    List<?> members =
        entityManager
            .createNativeQuery("select user_id from workspace_member where workspace_id = ?")
            .setParameter(1, id)
            .getResultList();
    entityManager
        .createNativeQuery("delete from workspace_member where workspace_id = ?")
        .setParameter(1, id)
        .executeUpdate();
    entityManager.remove(workspace);
    entityManager.flush();
    changes.of(members.stream().map(member -> new UserId((UUID) member)).toList());
    audit.record(AuditEntry.deed(AuditAction.WORKSPACE_DELETE, actor).at(id));
  }

  private void requireAnother(UUID id) {
    boolean another =
        !entityManager
            .createNativeQuery("select 1 from workspace where id <> ? fetch first 1 row only")
            .setParameter(1, id)
            .getResultList()
            .isEmpty();
    if (!another) {
      throw new AuthException(ErrorCode.LAST_WORKSPACE, "there is no other");
    }
  }

  private Workspace find(UUID id) {
    Workspace workspace = entityManager.find(Workspace.class, id);
    if (workspace == null) {
      throw Authority.notFound();
    }
    return workspace;
  }

  private Instant now() {
    return Instant.ofEpochMilli(clock.millis());
  }
}
