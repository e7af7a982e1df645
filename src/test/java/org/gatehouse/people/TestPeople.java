package org.gatehouse.people;

import java.util.UUID;
import java.util.function.Supplier;
import org.gatehouse.audit.AuditTrail;
import org.gatehouse.audit.TestAudit;
import org.gatehouse.authority.GeneralRole;
import org.gatehouse.authority.TestAuthorities;
import org.gatehouse.invitation.Acceptance;
import org.gatehouse.invitation.Invitations;
import org.gatehouse.invitation.TestInvitations;
import org.gatehouse.kernel.Actor;
import org.gatehouse.kernel.RequestContext;
import org.gatehouse.kernel.TestClock;
import org.gatehouse.kernel.UserId;
import org.gatehouse.mail.TestOutbox;
import org.gatehouse.onetimetoken.TestOneTimeTokens;
import org.gatehouse.persistence.TestDatabase;
import org.gatehouse.role.Roles;
import org.gatehouse.role.TestRoles;
import org.gatehouse.session.EndedSessions;
import org.gatehouse.session.Sessions;
import org.gatehouse.session.TestSessions;
import org.gatehouse.sso.TestSso;
import org.gatehouse.user.AccessVersions;
import org.gatehouse.user.TestUsers;
import org.gatehouse.user.UserLifeCycle;
import org.gatehouse.user.Users;
import org.gatehouse.workspace.Members;
import org.gatehouse.workspace.Memberships;
import org.gatehouse.workspace.TestWorkspaces;
import org.gatehouse.workspace.WorkspaceAdministration;
import org.gatehouse.workspace.WorkspaceView;
import org.gatehouse.workspace.Workspaces;

/**
 * An installation with an owner and two workspaces, on a test database: everything that administers
 * people, as the container would inject it but for transactions.
 */
public final class TestPeople {
  public static final RequestContext ORIGIN = new RequestContext("192.0.2.7", "curl/8", "req-1");

  public final TestDatabase database;
  public final TestClock clock = new TestClock();
  public final AccessVersions versions = TestUsers.versions(clock);
  public final EndedSessions ended = TestSessions.ended(clock);
  public final Users users;
  public final UserLifeCycle lifeCycle;
  public final Sessions sessions;
  public final Workspaces workspaces;
  public final Memberships memberships;
  public final WorkspaceAdministration rooms;
  public final Members members;
  public final Roles roles;
  public final AuditTrail audit;
  public final UserAdministration accounts;
  public final UserSessions logins;
  public final Invitations invitations;
  public final Acceptance acceptance;
  public final TestOutbox outbox = new TestOutbox();

  public final UserId owner;
  public final UUID here;
  public final UUID elsewhere;

  /** Clears the database and founds the installation. */
  public TestPeople(TestDatabase database) {
    this.database = database;
    database.clear();
    users = TestUsers.on(database, clock);
    lifeCycle = TestUsers.lifeCycle(database, versions, clock);
    sessions = TestSessions.on(database, ended, clock);
    workspaces = TestWorkspaces.on(database, clock);
    memberships = TestWorkspaces.memberships(database, versions, clock);
    rooms = TestWorkspaces.administration(database, versions, clock);
    members = TestWorkspaces.members(database, versions, clock);
    roles = TestRoles.on(database, versions, clock);
    audit = TestAudit.on(database, clock);
    acceptance = TestInvitations.acceptance(database, versions, clock);
    invitations = TestInvitations.on(database, versions, outbox, clock);
    accounts =
        new UserAdministration(
            TestAuthorities.on(database),
            users,
            TestUsers.directory(database),
            lifeCycle,
            workspaces,
            memberships,
            new ManagedAccounts(users, workspaces),
            new AccountEnd(
                sessions,
                memberships,
                TestOneTimeTokens.on(database, clock),
                invitations,
                TestSso.identities(database, clock),
                lifeCycle),
            audit);
    logins =
        new UserSessions(
            TestAuthorities.on(database), new ManagedAccounts(users, workspaces), sessions, audit);
    owner = user("owner@example.com");
    here = workspaces.found(owner, "Acme").workspace().id();
    elsewhere = UUID.randomUUID();
    database.execute(
        "insert into workspace select ?, organization_id, 'Elsewhere', 2 from installation",
        elsewhere);
  }

  /** An active account that belongs nowhere. */
  public UserId user(String email) {
    return TestUsers.create(database, clock, email, "hash").id();
  }

  /** An account with a role in a workspace. */
  public UserId member(String email, UUID workspace, UUID role) {
    UserId user = user(email);
    join(user, workspace, role);
    return user;
  }

  /** Gives an account a role in one more workspace. */
  public void join(UserId user, UUID workspace, UUID role) {
    WorkspaceView place = call(() -> memberships.findWorkspace(workspace).orElseThrow());
    call(() -> memberships.join(user, place, role));
  }

  /** A plain member. */
  public UserId plain(String email, UUID workspace) {
    return member(email, workspace, GeneralRole.MEMBER);
  }

  /** One more owner. */
  public UserId secondOwner(String email) {
    UserId user = plain(email, here);
    database.run(() -> memberships.makeOwner(user));
    return user;
  }

  /** A role that holds these. */
  public UUID role(String name, String... permissions) {
    return TestRoles.insert(database, name, permissions);
  }

  /** This account, doing something. */
  public static Actor as(UserId user) {
    return new Actor(user, ORIGIN);
  }

  /** The operator, doing something. */
  public static Actor operator() {
    return new Actor(null, ORIGIN);
  }

  /** Does a deed in a transaction of its own. */
  public <T> T call(Supplier<T> deed) {
    return database.call(deed::get);
  }

  /** The access version of an account. */
  public long version(UserId user) {
    return users.find(user).orElseThrow().accessVersion();
  }

  /** Whether tokens from before the last change are refused on this node. */
  public boolean isStale(UserId user, long version) {
    return versions.isStale(user, version);
  }
}
