package org.gatehouse.workspace;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.gatehouse.authority.GeneralRole;
import org.gatehouse.authority.Permission;
import org.gatehouse.authority.PermissionSet;
import org.gatehouse.kernel.UserId;
import org.gatehouse.persistence.Sql;
import org.gatehouse.persistence.Transactional;
import org.jspecify.annotations.Nullable;

/** The organization and its workspaces. */
@ApplicationScoped
@Transactional
public class Workspaces {
  /** The name that the first workspace starts with. */
  private static final String FIRST_WORKSPACE = "Default Workspace";

  private static final String MEMBERSHIP =
      """
      select o.organization_id, o.role_id, w.id, w.name, r.id, r.name, r.permissions
      from organization_member o
      left join (
        workspace_member m
        join workspace w on w.id = m.workspace_id
        join role r on r.id = m.role_id
      ) on m.user_id = o.user_id and w.organization_id = o.organization_id
      where o.user_id = ?
      order by w.created_at, w.id
      """;

  private final EntityManager entityManager;
  private final Sql sql;
  private final Clock clock;

  @Inject
  Workspaces(EntityManager entityManager, Sql sql, Clock clock) {
    this.entityManager = entityManager;
    this.sql = sql;
    this.clock = clock;
  }

  @SuppressWarnings("NullAway") // for the container's client proxy, which uses no field
  protected Workspaces() {
    this(null, null, null);
  }

  /** Whether the first owner has registered. */
  public boolean isFounded() {
    return !entityManager.createNativeQuery("select 1 from installation").getResultList().isEmpty();
  }

  /**
   * Makes the organization with its first workspace and owner.
   *
   * @throws jakarta.persistence.PersistenceException a duplicate key if somebody founded it already
   *     or at the same moment; the caller's transaction is then void
   */
  public Founded found(UserId owner, String organizationName) {
    Instant now = clock.instant();
    Organization organization = new Organization(organizationName, now);
    OrganizationMember organizationMember =
        new OrganizationMember(organization.id(), owner, GeneralRole.OWNER, now);
    Workspace workspace = new Workspace(organization.id(), FIRST_WORKSPACE, now);
    WorkspaceMember workspaceMember =
        new WorkspaceMember(workspace.id(), owner, GeneralRole.OWNER, now);
    // In steps: JPA orders inserts by entity, not by foreign key between plain id columns.
    persistNow(organization);
    entityManager
        .createNativeQuery(
            "insert into installation (id, organization_id, created_at) values (1, ?, ?)")
        .setParameter(1, organization.id())
        .setParameter(2, now.toEpochMilli())
        .executeUpdate();
    persistNow(organizationMember);
    persistNow(workspace);
    persistNow(workspaceMember);
    return new Founded(
        organization.view(), organizationMember.view(), workspace.view(), workspaceMember.view());
  }

  private void persistNow(Object entity) {
    entityManager.persist(entity);
    entityManager.flush();
  }

  /**
   * Where the user belongs; empty membership for a user who belongs nowhere.
   *
   * @param chosen the workspace to work in; passed over where the user does not belong to it
   */
  public Membership membershipOf(UserId user, Optional<UUID> chosen) {
    return membership(sql.list(MEMBERSHIP, MembershipRow::read, user.value()), chosen);
  }

  private record MembershipRow(
      UUID organization,
      UUID organizationRole,
      @Nullable UUID workspace,
      String workspaceName,
      @Nullable UUID role,
      String roleName,
      @Nullable String permissions) {
    static MembershipRow read(ResultSet columns) throws SQLException {
      return new MembershipRow(
          columns.getObject(1, UUID.class),
          columns.getObject(2, UUID.class),
          columns.getObject(3, UUID.class),
          columns.getString(4),
          columns.getObject(5, UUID.class),
          columns.getString(6),
          columns.getString(7));
    }
  }

  private static Membership membership(List<MembershipRow> rows, Optional<UUID> chosen) {
    @Nullable UUID organization = null;
    boolean isOwner = false;
    List<Assignment> assignments = new ArrayList<>();
    @Nullable Assignment active = null;
    PermissionSet permissions = PermissionSet.parse(null);
    for (MembershipRow row : rows) {
      organization = row.organization();
      isOwner = GeneralRole.OWNER.equals(row.organizationRole());
      if (row.workspace() != null && row.role() != null) {
        Assignment assignment =
            new Assignment(
                row.workspace(), row.workspaceName(), organization, row.role(), row.roleName());
        assignments.add(assignment);
        if (active == null || chosen.equals(Optional.of(row.workspace()))) {
          active = assignment;
          permissions = PermissionSet.parse(row.permissions());
        }
      }
    }
    return new Membership(
        Optional.ofNullable(organization),
        isOwner,
        List.copyOf(assignments),
        Optional.ofNullable(active),
        isOwner ? Permission.ALL : permissions.shown());
  }

  /** Whether the user is one of the owners. */
  public boolean isOwner(UserId user) {
    return entityManager
        .createNativeQuery("select role_id from organization_member where user_id = ?")
        .setParameter(1, user.value())
        .getResultList()
        .contains(GeneralRole.OWNER);
  }

  /** The workspaces of a user. */
  public List<UUID> workspacesOf(UserId user) {
    List<?> ids =
        entityManager
            .createNativeQuery("select workspace_id from workspace_member where user_id = ?")
            .setParameter(1, user.value())
            .getResultList();
    return ids.stream().map(UUID.class::cast).toList();
  }
}
