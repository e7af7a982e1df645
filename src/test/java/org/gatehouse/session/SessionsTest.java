package org.gatehouse.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.gatehouse.kernel.RequestContext;
import org.gatehouse.kernel.Sensitive;
import org.gatehouse.kernel.SessionId;
import org.gatehouse.kernel.TestClock;
import org.gatehouse.kernel.UserId;
import org.gatehouse.persistence.TestDatabase;
import org.gatehouse.user.TestUsers;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

class SessionsTest {
  @RegisterExtension static final TestDatabase DATABASE = new TestDatabase();

  private static final RequestContext ORIGIN = new RequestContext("192.0.2.7", "curl/8", "req-1");

  private final TestClock clock = new TestClock();
  private final EndedSessions ended = TestSessions.ended(clock);
  private final Sessions sessions = TestSessions.on(DATABASE, ended, clock);
  private UserId jane = UserId.random();

  @BeforeEach
  void makeUser() {
    DATABASE.clear();
    jane = TestUsers.create(DATABASE, clock, "jane@example.com", "hash").id();
  }

  @Test
  void startWhenCalledThenAnOpenSessionWithItsOriginAndAbsoluteEnd() {
    SessionView session = start().session();
    assertEquals(
        new SessionView(
            session.id(),
            jane,
            0,
            TestClock.START,
            TestClock.START,
            TestClock.START.plus(TestSessions.LIFETIME),
            TestClock.START,
            "192.0.2.7",
            "curl/8",
            List.of("pwd"),
            Optional.empty()),
        session);
  }

  @Test
  void refreshWhenTokenIsCurrentThenASuccessorOnTheSameRow() {
    StartedSession first = start();
    clock.advance(Duration.ofMinutes(10));
    StartedSession second = refreshed(first.refreshToken());

    assertEquals(first.session().id(), second.session().id());
    assertEquals(1, second.session().refreshCounter());
    assertEquals(clock.instant(), second.session().rotatedAt());
    assertEquals(clock.instant(), second.session().lastSeenAt());
    assertEquals(first.session().expiresAt(), second.session().expiresAt(), "absolute");
    assertEquals(TestClock.START, second.session().createdAt());
    assertNotEquals(first.refreshToken(), second.refreshToken());
    assertEquals(2, refreshed(second.refreshToken()).session().refreshCounter());
    assertEquals(1, DATABASE.count("user_session"));
  }

  @Test
  void refreshWhenTokenWasJustReplacedThenTheSameSuccessorByteForByte() {
    StartedSession first = start();
    clock.advance(Duration.ofMinutes(10));
    StartedSession second = refreshed(first.refreshToken());
    clock.advance(TestSessions.GRACE.minusMillis(1));
    StartedSession again = refreshed(first.refreshToken());
    assertEquals(second.refreshToken().reveal(), again.refreshToken().reveal());
    assertEquals(1, again.session().refreshCounter());
  }

  @Test
  void refreshWhenAnsweredAgainWithinTheGraceThenTheWindowIsNotProlonged() {
    Sensitive first = start().refreshToken();
    refreshed(first);
    clock.advance(TestSessions.GRACE.minusMillis(1));
    refreshed(first);
    clock.advance(Duration.ofMillis(1));
    assertInstanceOf(RefreshResult.Reused.class, refresh(first));
  }

  @Test
  void refreshWhenReplacedLongerAgoThenTheSessionEndsForBoth() {
    StartedSession first = start();
    Sensitive second = refreshed(first.refreshToken()).refreshToken();
    clock.advance(TestSessions.GRACE);
    SessionId id = first.session().id();
    assertFalse(ended.contains(id));
    assertEquals(new RefreshResult.Reused(id, jane), refresh(first.refreshToken()));
    assertTrue(ended.contains(id), "access tokens end, too");
    assertRefused(second);
    assertRefused(first.refreshToken());
    assertEquals(
        List.of("REFRESH_REUSE"), DATABASE.select("select revoked_reason from user_session"));
  }

  @Test
  void refreshWhenTokenIsTwoGenerationsOldThenReuseAlsoWithinTheGrace() {
    Sensitive first = start().refreshToken();
    refreshed(refreshed(first).refreshToken());
    assertInstanceOf(RefreshResult.Reused.class, refresh(first));
  }

  @Test
  void refreshWhenTokenIsAheadOfTheRowThenTheRowCatchesUp() {
    StartedSession first = start();
    Sensitive second = refreshed(first.refreshToken()).refreshToken();
    Sensitive third = refreshed(second).refreshToken();
    DATABASE.execute("update user_session set refresh_counter = 0");
    assertEquals(3, refreshed(third).session().refreshCounter());
    assertInstanceOf(RefreshResult.Reused.class, refresh(second), "what is behind stays behind");
    assertTrue(ended.contains(first.session().id()));
  }

  @Test
  void refreshWhenTheLifetimeIsOverThenRefusedHoweverOftenItWasRefreshed() {
    Sensitive token = start().refreshToken();
    clock.advance(TestSessions.LIFETIME.minusMillis(1));
    token = refreshed(token).refreshToken();
    clock.advance(Duration.ofMillis(1));
    assertRefused(token);
    clock.advance(Duration.ofMinutes(1));
    assertRefused(token);
  }

  @Test
  void refreshWhenSessionWasEndedThenRefused() {
    StartedSession first = start();
    assertEquals(Optional.of(jane), end(first.session().id()));
    assertRefused(first.refreshToken());
  }

  @Test
  void refreshWhenSessionIsGoneThenRefused() {
    Sensitive token = start().refreshToken();
    DATABASE.execute("delete from user_session");
    assertRefused(token);
  }

  @Test
  void refreshWhenTokenIsNoneOfOursThenRefusedWithoutTouchingAnything() {
    Sensitive genuine = start().refreshToken();
    String text = genuine.reveal();
    assertRefused(Sensitive.of(""));
    assertRefused(Sensitive.of("a.b.c"));
    assertRefused(Sensitive.of(text.substring(0, text.length() - 4) + "AAAA"));
    assertEquals(1, refreshed(genuine).session().refreshCounter());
  }

  @Test
  void refreshWhenRolledBackThenTheTokenIsStillGood() {
    Sensitive token = start().refreshToken();
    assertThrows(
        IllegalStateException.class,
        () ->
            DATABASE.run(
                () -> {
                  sessions.refresh(token);
                  throw new IllegalStateException("the answer could not be made");
                }));
    assertEquals(1, refreshed(token).session().refreshCounter());
  }

  @Test
  @Timeout(60)
  void refreshWhenFiftyAtOnceThenOneSuccessorAndOneChange() throws Exception {
    Sensitive token = start().refreshToken();
    ExecutorService pool = Executors.newFixedThreadPool(50);
    CountDownLatch start = new CountDownLatch(1);
    List<Future<RefreshResult>> answers = new ArrayList<>();
    for (int i = 0; i < 50; i++) {
      answers.add(
          pool.submit(
              () -> {
                start.await();
                return refresh(token);
              }));
    }
    start.countDown();
    Set<String> tokens = new HashSet<>();
    for (Future<RefreshResult> answer : answers) {
      tokens.add(
          assertInstanceOf(RefreshResult.Refreshed.class, answer.get())
              .started()
              .refreshToken()
              .reveal());
    }
    pool.shutdown();
    assertEquals(1, tokens.size());
    assertEquals(List.of(1L), DATABASE.select("select refresh_counter from user_session"));
  }

  @Test
  void endWhenEndedBeforeOrUnknownThenEmptyAndTheFirstReasonStays() {
    SessionId id = start().session().id();
    assertEquals(Optional.of(jane), end(id));
    assertEquals(
        Optional.empty(), DATABASE.call(() -> sessions.end(id, EndReason.ACCOUNT_INACTIVE)));
    assertEquals(Optional.empty(), end(SessionId.random()));
    assertEquals(List.of("SIGN_OUT"), DATABASE.select("select revoked_reason from user_session"));
  }

  @Test
  void endWhenRolledBackThenAccessTokensLiveOn() {
    StartedSession session = start();
    assertThrows(
        IllegalStateException.class,
        () ->
            DATABASE.run(
                () -> {
                  sessions.end(session.session().id(), EndReason.SIGN_OUT);
                  throw new IllegalStateException("no audit row, no sign-out");
                }));
    assertFalse(ended.contains(session.session().id()));
    assertEquals(1, refreshed(session.refreshToken()).session().refreshCounter());
  }

  @Test
  void sessionOfWhenTokenIsGenuineThenItsSessionAlsoAfterTheEnd() {
    StartedSession session = start();
    assertEquals(Optional.of(session.session().id()), sessions.sessionOf(session.refreshToken()));
    end(session.session().id());
    assertEquals(Optional.of(session.session().id()), sessions.sessionOf(session.refreshToken()));
    assertEquals(Optional.empty(), sessions.sessionOf(Sensitive.of("x")));
  }

  @Test
  void endAllThenEverySessionIsOverHereAndOnOtherNodesThoughOneMomentIsRemembered() {
    List<StartedSession> old = List.of(start(), start(), start());
    assertEquals(3, DATABASE.call(() -> sessions.endAll(EndReason.OPERATOR)));
    EndedSessions elsewhere = TestSessions.ended(clock);
    Sessions other = TestSessions.on(DATABASE, elsewhere, clock);
    DATABASE.run(() -> other.learnEndedSince(clock.instant().minusSeconds(60)));
    for (StartedSession session : old) {
      for (EndedSessions node : List.of(ended, elsewhere)) {
        assertTrue(node.contains(session.session().id(), tokenTime(session)));
        assertFalse(node.contains(session.session().id()), "not each of a million");
      }
      assertRefused(session.refreshToken());
    }
  }

  @Test
  void endAllWhenSomebodySignsInRightAfterThenTheirTokensAreGood() {
    start();
    DATABASE.call(() -> sessions.endAll(EndReason.OPERATOR));
    StartedSession next = start();
    assertFalse(ended.contains(next.session().id(), tokenTime(next)));
    StartedSession refreshed = refreshed(next.refreshToken());
    assertFalse(ended.contains(next.session().id(), tokenTime(refreshed)));
    clock.advance(Duration.ofSeconds(2));
    StartedSession later = start();
    assertEquals(clock.instant(), later.session().createdAt());
    assertFalse(ended.contains(later.session().id(), tokenTime(later)));
  }

  @Test
  void endAllWhenANodeHasNotHeardOfItThenWhoSignsInThereMustDoItAgain() {
    EndedSessions elsewhere = TestSessions.ended(clock);
    Sessions other = TestSessions.on(DATABASE, elsewhere, clock);
    DATABASE.call(() -> sessions.endAll(EndReason.OPERATOR));
    StartedSession unaware =
        DATABASE.call(() -> other.start(jane, "pwd", Optional.empty(), ORIGIN));
    assertTrue(ended.contains(unaware.session().id(), tokenTime(unaware)));
    assertRefused(unaware.refreshToken());
  }

  /** As {@code auth_time} says it. */
  private static Instant tokenTime(StartedSession session) {
    return Instant.ofEpochSecond(session.session().createdAt().getEpochSecond());
  }

  @Test
  void learnEndedSinceWhenAnotherNodeEndedSomeThenThoseSinceThenAreKnown() {
    SessionId before = start().session().id();
    SessionId since = start().session().id();
    SessionId open = start().session().id();
    end(before);
    clock.advance(Duration.ofSeconds(1));
    Instant moment = clock.instant();
    end(since);

    EndedSessions otherNode = TestSessions.ended(clock);
    Sessions other = TestSessions.on(DATABASE, otherNode, clock);
    DATABASE.run(() -> other.learnEndedSince(moment));
    assertFalse(otherNode.contains(before));
    assertTrue(otherNode.contains(since));
    assertFalse(otherNode.contains(open));
  }

  @Test
  void removeExpiredWhenSomeMayStillHaveLivingTokensThenTheyStay() {
    start();
    clock.advance(Duration.ofMillis(1));
    SessionId younger = start().session().id();
    clock.set(TestClock.START.plus(TestSessions.LIFETIME).plus(TestSessions.ACCESS_LIFETIME));
    assertFalse(removeExpired());
    assertEquals(2, DATABASE.count("user_session"), "the oldest token may die this very moment");
    clock.advance(Duration.ofMillis(1));
    assertFalse(removeExpired());
    assertEquals(List.of(younger.value()), DATABASE.select("select id from user_session"));
  }

  @Test
  void removeExpiredWhenManyThenInBatches() {
    DATABASE.run(
        () -> {
          for (int i = 1; i <= 1200; i++) {
            int unused =
                DATABASE
                    .sql()
                    .update(
                        "insert into user_session (id, user_id, refresh_counter, rotated_at,"
                            + " created_at, expires_at, last_seen_at, address, agent, amr)"
                            + " values (?, ?, 0, 1, 1, ?, 1, 'a', 'b', 'pwd')",
                        UUID.randomUUID(),
                        jane.value(),
                        i);
          }
        });
    assertTrue(removeExpired());
    assertEquals(700, DATABASE.count("user_session"));
    assertTrue(removeExpired());
    assertFalse(removeExpired());
    assertEquals(0, DATABASE.count("user_session"));
  }

  private StartedSession start() {
    return DATABASE.call(() -> sessions.start(jane, "pwd", Optional.empty(), ORIGIN));
  }

  private RefreshResult refresh(Sensitive token) {
    return DATABASE.call(() -> sessions.refresh(token));
  }

  private StartedSession refreshed(Sensitive token) {
    return assertInstanceOf(RefreshResult.Refreshed.class, refresh(token)).started();
  }

  private void assertRefused(Sensitive token) {
    assertEquals(new RefreshResult.Refused(), refresh(token));
  }

  private Optional<UserId> end(SessionId id) {
    return DATABASE.call(() -> sessions.end(id, EndReason.SIGN_OUT));
  }

  private boolean removeExpired() {
    return DATABASE.call(sessions::removeExpired);
  }
}
