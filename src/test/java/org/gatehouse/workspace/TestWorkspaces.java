package org.gatehouse.workspace;

import java.time.Clock;
import java.util.Optional;
import java.util.UUID;
import org.gatehouse.audit.AuditTrail;
import org.gatehouse.audit.TestAudit;
import org.gatehouse.authority.Authorities;
import org.gatehouse.authority.TestAuthorities;
import org.gatehouse.kernel.UserId;
import org.gatehouse.persistence.TestDatabase;
import org.gatehouse.role.TestRoles;
import org.gatehouse.user.AccessChanges;
import org.gatehouse.user.AccessVersions;
import org.gatehouse.user.TestUsers;

/** The workspaces of a test database. */
public final class TestWorkspaces {
  private TestWorkspaces() {}

  /** What the container would inject: every call is in a transaction, joined or its own. */
  public static Workspaces on(TestDatabase database, Clock clock) {
    return new Workspaces(database.entityManager(), database.sql(), clock) {
      @Override
      public boolean isFounded() {
        return database.call(super::isFounded);
      }

      @Override
      public Founded found(UserId owner, String organizationName) {
        return database.call(() -> super.found(owner, organizationName));
      }

      @Override
      public Membership membershipOf(UserId user, Optional<UUID> chosen) {
        return database.call(() -> super.membershipOf(user, chosen));
      }
    };
  }

  /** Rows of members; call it inside a transaction. */
  public static Memberships memberships(
      TestDatabase database, AccessVersions versions, Clock clock) {
    return new Memberships(
        database.entityManager(), TestUsers.changes(database, versions, clock), clock);
  }

  /** What administrators do; call it inside a transaction. */
  public static WorkspaceAdministration administration(
      TestDatabase database, AccessVersions versions, Clock clock) {
    AccessChanges changes = TestUsers.changes(database, versions, clock);
    Authorities authorities = TestAuthorities.on(database);
    AuditTrail audit = TestAudit.on(database, clock);
    return new WorkspaceAdministration(
        database.entityManager(),
        authorities,
        memberships(database, versions, clock),
        changes,
        audit,
        clock);
  }

  /** The members of workspaces; call it inside a transaction. */
  public static Members members(TestDatabase database, AccessVersions versions, Clock clock) {
    return new Members(
        database.entityManager(),
        TestAuthorities.on(database),
        memberships(database, versions, clock),
        on(database, clock),
        TestRoles.on(database, versions, clock),
        TestUsers.on(database, clock),
        TestAudit.on(database, clock));
  }
}
