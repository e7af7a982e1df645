package org.gatehouse.people;

import static org.gatehouse.people.TestPeople.as;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.gatehouse.audit.AuditAction;
import org.gatehouse.audit.AuditEventView;
import org.gatehouse.audit.TestAudit;
import org.gatehouse.authority.GeneralRole;
import org.gatehouse.kernel.ErrorCode;
import org.gatehouse.kernel.SessionId;
import org.gatehouse.kernel.UserId;
import org.gatehouse.persistence.TestDatabase;
import org.gatehouse.session.SessionView;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class UserSessionsTest {
  @RegisterExtension static final TestDatabase DATABASE = new TestDatabase();

  private final TestPeople people = new TestPeople(DATABASE);
  private final UUID manages = people.role("people manager", "users:manage");
  private final UserId manager = people.member("manager@example.com", people.here, manages);
  private final UserId jane = people.plain("jane@example.com", people.here);
  private final SessionId first = start(jane);
  private final SessionId second = start(jane);

  @Test
  void listWhenManagedThenTheOpenOnes() {
    assertEquals(2, list(manager).size());
    assertEquals(2, list(people.owner).size());
  }

  @Test
  void endWhenManagedThenThatOneEndsAndItIsAudited() {
    DATABASE.run(() -> people.logins.end(as(manager), jane, first));
    assertTrue(people.ended.contains(first));
    assertEquals(List.of(second), list(manager).stream().map(SessionView::id).toList());
    AuditEventView event = TestAudit.all(DATABASE, people.clock).get(0);
    assertEquals(AuditAction.SESSION_END, event.action());
    assertEquals(jane.value(), event.userId());
    assertEquals(manager.value(), event.actorId());
    assertEquals(first.value(), event.sessionId());
    DATABASE.run(() -> people.logins.end(as(manager), jane, first));
    assertEquals(1, TestAudit.all(DATABASE, people.clock).size());
  }

  @Test
  void endWhenTheSessionIsAnotherAccountsThenNotFound() {
    SessionId foreign = start(people.owner);
    refuse(ErrorCode.NOT_FOUND, manager, foreign);
    refuse(ErrorCode.NOT_FOUND, manager, new SessionId(UUID.randomUUID()));
    assertFalse(people.ended.contains(foreign));
  }

  @Test
  void endAllWhenManagedThenNoneStays() {
    DATABASE.run(() -> people.logins.endAll(as(manager), jane));
    assertEquals(List.of(), list(manager));
    assertTrue(people.ended.contains(first) && people.ended.contains(second));
  }

  @Test
  void anythingWhenTheAccountIsOfAnotherWorkspaceThenNotFound() {
    UserId stranger = people.member("stranger@example.com", people.elsewhere, manages);
    refuseAll(ErrorCode.NOT_FOUND, stranger);
  }

  @Test
  void anythingWhenThePermissionLacksInOneOfItsWorkspacesThenForbidden() {
    refuseAll(ErrorCode.FORBIDDEN, people.plain("plain@example.com", people.here));
    people.join(jane, people.elsewhere, GeneralRole.MEMBER);
    refuseAll(ErrorCode.FORBIDDEN, manager);
    people.join(manager, people.elsewhere, manages);
    assertEquals(2, list(manager).size());
  }

  @Test
  void anythingWhenTheAccountIsAnOwnersThenOnlyForOwners() {
    DATABASE.run(() -> people.memberships.makeOwner(jane));
    refuseAll(ErrorCode.FORBIDDEN, manager);
    assertEquals(2, list(people.owner).size());
  }

  private void refuseAll(ErrorCode code, UserId actor) {
    Refusals.assertRefused(DATABASE, code, () -> list(actor));
    refuse(code, actor, first);
    Refusals.assertRefused(DATABASE, code, () -> people.logins.endAll(as(actor), jane));
    assertFalse(people.ended.contains(first));
  }

  private void refuse(ErrorCode code, UserId actor, SessionId session) {
    Refusals.assertRefused(DATABASE, code, () -> people.logins.end(as(actor), jane, session));
  }

  private List<SessionView> list(UserId actor) {
    return people.call(() -> people.logins.list(as(actor), jane, Optional.empty(), 10));
  }

  private SessionId start(UserId user) {
    return people
        .call(() -> people.sessions.start(user, "pwd", Optional.empty(), TestPeople.ORIGIN))
        .session()
        .id();
  }
}
