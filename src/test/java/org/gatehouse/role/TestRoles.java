package org.gatehouse.role;

import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.gatehouse.audit.TestAudit;
import org.gatehouse.authority.TestAuthorities;
import org.gatehouse.persistence.TestDatabase;
import org.gatehouse.user.AccessVersions;
import org.gatehouse.user.TestUsers;
import org.jspecify.annotations.Nullable;

/** The roles of a test database. */
public final class TestRoles {
  private TestRoles() {}

  /** What the container would inject; call it inside a transaction. */
  public static Roles on(TestDatabase database, AccessVersions versions, Clock clock) {
    return new Roles(
        database.entityManager(),
        TestAuthorities.on(database),
        TestUsers.changes(database, versions, clock),
        TestAudit.on(database, clock));
  }

  /** A role with a name and permissions, made behind everybody's back. */
  public static UUID insert(TestDatabase database, String name, String... permissions) {
    UUID id = UUID.randomUUID();
    database.execute(
        "insert into role (id, organization_id, name, description, permissions)"
            + " select ?, organization_id, ?, '', ? from installation",
        id,
        name,
        String.join(",", permissions));
    return id;
  }

  /** What is to be changed of a role. */
  public static RoleDraft draft(@Nullable String name, String... permissions) {
    return RoleDraft.of(
        Optional.ofNullable(name), Optional.empty(), Optional.of(List.of(permissions)));
  }
}
