package org.gatehouse.sso;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;
import org.gatehouse.kernel.UserId;
import org.gatehouse.persistence.Sql;
import org.gatehouse.persistence.Transactional;

/**
 * Which memberships follow the groups of a provider; joins the caller's transaction. What follows
 * from it for the memberships is decided above.
 */
@ApplicationScoped
@Transactional
public class SsoGrants {
  private final Sql sql;

  @Inject
  SsoGrants(Sql sql) {
    this.sql = sql;
  }

  @SuppressWarnings("NullAway") // for the container's client proxy, which uses no field
  protected SsoGrants() {
    this(null);
  }

  /**
   * A membership that follows a group.
   *
   * @param role that was given
   * @param wasMember whether there was a membership before, with the role that opens nothing
   */
  public record Grant(UUID workspace, ProviderName provider, UUID role, boolean wasMember) {
    static Grant read(ResultSet columns) throws SQLException {
      return new Grant(
          columns.getObject(1, UUID.class),
          ProviderName.valueOf(columns.getString(2)),
          columns.getObject(3, UUID.class),
          columns.getBoolean(4));
    }
  }

  /** Those of an account. */
  public List<Grant> of(UserId user) {
    return sql.list(
        "select workspace_id, provider, role_id, was_member from sso_grant where user_id = ?"
            + " order by workspace_id",
        Grant::read,
        user.value());
  }

  /** Remembers one, in place of an older one. The membership is there already. */
  public void put(UserId user, Grant grant) {
    remove(user, grant.workspace());
    int unused =
        sql.update(
            "insert into sso_grant (workspace_id, user_id, provider, role_id, was_member)"
                + " values (?, ?, ?, ?, ?)",
            grant.workspace(),
            user.value(),
            grant.provider().name(),
            grant.role(),
            grant.wasMember());
  }

  /** Forgets one: the membership, if it stays, is one that was given by hand. */
  public void remove(UserId user, UUID workspace) {
    int unused =
        sql.update(
            "delete from sso_grant where user_id = ? and workspace_id = ?",
            user.value(),
            workspace);
  }
}
