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

  /** Where the user belongs; empty membership for a user who belongs nowhere. */
  public Membership membershipOf(UserId user) {
    return membership(sql.list(MEMBERSHIP, MembershipRow::read, user.value()));
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

  private static Membership membership(List<MembershipRow> rows) {
    @Nullable UUID organization = null;
    boolean isOwner = false;
    List<Assignment> assignments = new ArrayList<>();
    List<String> permissions = List.of();
    for (MembershipRow row : rows) {
      organization = row.organization();
      isOwner = GeneralRole.OWNER.equals(row.organizationRole());
      if (row.workspace() != null && row.role() != null) {
        if (assignments.isEmpty()) {
          permissions = permissions(row.permissions());
        }
        assignments.add(
            new Assignment(
                row.workspace(),
                row.workspaceName(),
                row.organization(),
                row.role(),
                row.roleName()));
      }
    }
    return new Membership(
        Optional.ofNullable(organization),
        isOwner,
        List.copyOf(assignments),
        isOwner ? Membership.ALL : permissions);
  }

  private static List<String> permissions(@Nullable String stored) {
    if (stored == null || stored.isEmpty()) {
      return List.of();
    }
    return stored.equals("*") ? Membership.ALL : List.of(stored.split(",", -1));
  }
}
