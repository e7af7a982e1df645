package org.gatehouse.invitation;

import java.time.Clock;
import java.time.Duration;
import org.gatehouse.audit.TestAudit;
import org.gatehouse.authority.TestAuthorities;
import org.gatehouse.onetimetoken.TestOneTimeTokens;
import org.gatehouse.persistence.TestDatabase;
import org.gatehouse.role.TestRoles;
import org.gatehouse.user.AccessVersions;
import org.gatehouse.user.TestUsers;
import org.gatehouse.workspace.TestWorkspaces;

/** The invitations of a test database. */
public final class TestInvitations {
  /** How long each is good. */
  public static final Duration LIFETIME = Duration.ofHours(24);

  private TestInvitations() {}

  /** What the container would inject; call it inside a transaction. */
  public static Invitations on(
      TestDatabase database, AccessVersions versions, InvitationPost post, Clock clock) {
    return new Invitations(
        database.entityManager(),
        TestAuthorities.on(database),
        TestWorkspaces.memberships(database, versions, clock),
        TestWorkspaces.members(database, versions, clock),
        TestRoles.on(database, versions, clock),
        TestUsers.on(database, clock),
        TestUsers.lifeCycle(database, versions, clock),
        TestOneTimeTokens.on(database, clock),
        post,
        new InvitationConfig(LIFETIME),
        TestAudit.on(database, clock),
        clock);
  }

  /** The accepting side; call it inside a transaction. */
  public static Acceptance acceptance(TestDatabase database, AccessVersions versions, Clock clock) {
    return new Acceptance(
        database.entityManager(),
        TestAuthorities.on(database),
        TestOneTimeTokens.on(database, clock),
        TestUsers.on(database, clock),
        TestUsers.lifeCycle(database, versions, clock),
        TestWorkspaces.memberships(database, versions, clock),
        TestAudit.on(database, clock),
        clock);
  }
}
