package org.gatehouse.audit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.gatehouse.kernel.Actor;
import org.gatehouse.kernel.RequestContext;
import org.gatehouse.kernel.SessionId;
import org.gatehouse.kernel.TestClock;
import org.gatehouse.kernel.UserId;
import org.gatehouse.persistence.TestDatabase;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class AuditTrailTest {
  @RegisterExtension static final TestDatabase DATABASE = new TestDatabase();

  private static final RequestContext ORIGIN = new RequestContext("192.0.2.7", "curl/8", "req-1");

  private final TestClock clock = new TestClock();
  private final AuditTrail trail = TestAudit.on(DATABASE, clock);

  @BeforeEach
  void clear() {
    DATABASE.clear();
  }

  @Test
  void recordWhenEverythingIsKnownThenReadBackUnchanged() {
    UserId user = UserId.random();
    SessionId session = SessionId.random();
    record(AuditEntry.failure(AuditAction.REFRESH_REUSE, ORIGIN, user, "ended").in(session));
    AuditEventView event = TestAudit.all(DATABASE, clock).get(0);
    assertEquals(
        new AuditEventView(
            event.id(),
            TestClock.START,
            AuditAction.REFRESH_REUSE,
            AuditOutcome.FAILURE,
            user.value(),
            session.value(),
            null,
            null,
            null,
            "192.0.2.7",
            "curl/8",
            "req-1",
            "ended"),
        event);
  }

  @Test
  void recordWhenNobodyWasRecognisedThenNoUser() {
    record(AuditEntry.failure(AuditAction.SIGN_IN, ORIGIN, null, "unknown-account"));
    AuditEventView event = TestAudit.all(DATABASE, clock).get(0);
    assertNull(event.userId());
    assertNull(event.sessionId());
  }

  @Test
  void recordWhenOutsideOfATransactionThenRefused() {
    AuditEntry entry = AuditEntry.success(AuditAction.SIGN_IN, ORIGIN, UserId.random());
    assertThrows(IllegalStateException.class, () -> trail.record(entry));
  }

  @Test
  void recordWhenTheDeedIsRolledBackThenNoEvent() {
    AuditEntry entry = AuditEntry.success(AuditAction.SIGN_IN, ORIGIN, UserId.random());
    assertThrows(
        IllegalArgumentException.class,
        () ->
            DATABASE.run(
                () -> {
                  trail.record(entry);
                  throw new IllegalArgumentException("the deed failed");
                }));
    assertEquals(0, DATABASE.count("audit_event"));
  }

  @Test
  void newestWhenPagedThenEachEventOnceNewestFirstAlsoWithEqualTimes() {
    for (int i = 0; i < 30; i++) {
      record(AuditEntry.success(AuditAction.SIGN_IN, ORIGIN, UserId.random()));
      if (i % 10 == 9) {
        clock.advance(Duration.ofMillis(1));
      }
    }
    List<AuditEventView> seen = new ArrayList<>();
    Optional<UUID> after = Optional.empty();
    for (List<AuditEventView> page = page(after, 7); !page.isEmpty(); page = page(after, 7)) {
      seen.addAll(page);
      after = Optional.of(page.get(page.size() - 1).id());
    }
    assertEquals(30, seen.size());
    assertEquals(30, new HashSet<>(seen).size());
    for (int i = 1; i < 30; i++) {
      assertEquals(
          false, seen.get(i).occurredAt().isAfter(seen.get(i - 1).occurredAt()), "newest first");
    }
  }

  @Test
  void newestWhenAnEventArrivesBetweenPagesThenTheNextPageDoesNotRepeat() {
    for (int i = 0; i < 4; i++) {
      record(AuditEntry.success(AuditAction.SIGN_IN, ORIGIN, UserId.random()));
      clock.advance(Duration.ofMillis(1));
    }
    List<AuditEventView> first = page(Optional.empty(), 2);
    record(AuditEntry.success(AuditAction.SIGN_OUT, ORIGIN, UserId.random()));
    List<AuditEventView> second = page(Optional.of(first.get(1).id()), 2);
    assertEquals(2, second.size());
    assertEquals(TestClock.START.plusMillis(1), second.get(0).occurredAt());
    assertEquals(TestClock.START, second.get(1).occurredAt());
  }

  @Test
  void newestWhenCursorIsUnknownThenEmpty() {
    record(AuditEntry.success(AuditAction.SIGN_IN, ORIGIN, UserId.random()));
    assertEquals(List.of(), page(Optional.of(UUID.randomUUID()), 10));
  }

  private void record(AuditEntry entry) {
    DATABASE.run(() -> trail.record(entry));
  }

  private List<AuditEventView> page(Optional<UUID> after, int limit) {
    return DATABASE.call(() -> trail.newest(TestAudit.all(after, limit)));
  }

  @Test
  void newestWhenFilteredThenOnlyWhatFitsAll() {
    UserId jane = UserId.random();
    UserId john = UserId.random();
    UUID workspace = UUID.randomUUID();
    record(AuditEntry.success(AuditAction.SIGN_IN, ORIGIN, jane));
    record(AuditEntry.failure(AuditAction.SIGN_IN, ORIGIN, jane, "refused"));
    clock.advance(Duration.ofMinutes(1));
    record(AuditEntry.deed(AuditAction.MEMBER_ADD, new Actor(john, ORIGIN)).to(jane).at(workspace));
    Optional<Instant> later = Optional.of(clock.instant());

    assertEquals(3, count(Optional.empty(), Optional.empty(), jane, null, null, null));
    assertEquals(0, count(Optional.empty(), Optional.empty(), john, null, null, null));
    assertEquals(1, count(Optional.empty(), Optional.empty(), null, john, null, null));
    assertEquals(
        2, count(Optional.of(AuditAction.SIGN_IN), Optional.empty(), null, null, null, null));
    assertEquals(
        1, count(Optional.empty(), Optional.of(AuditOutcome.FAILURE), null, null, null, null));
    assertEquals(
        1, count(Optional.empty(), Optional.empty(), null, null, later.get(), null), "from");
    assertEquals(2, count(Optional.empty(), Optional.empty(), null, null, null, later.get()), "to");
    AuditEventView deed = TestAudit.all(DATABASE, clock).get(0);
    assertEquals(workspace, deed.workspaceId());
    assertEquals(john.value(), deed.actorId());
  }

  private int count(
      Optional<AuditAction> action,
      Optional<AuditOutcome> outcome,
      @Nullable UserId user,
      @Nullable UserId actor,
      @Nullable Instant from,
      @Nullable Instant to) {
    AuditQuery query =
        new AuditQuery(
            action,
            outcome,
            Optional.ofNullable(user).map(UserId::value),
            Optional.ofNullable(actor).map(UserId::value),
            Optional.ofNullable(from),
            Optional.ofNullable(to),
            Optional.empty(),
            Optional.empty(),
            100);
    return DATABASE.call(() -> trail.newest(query)).size();
  }
}
