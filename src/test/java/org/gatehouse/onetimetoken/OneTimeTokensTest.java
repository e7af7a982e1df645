package org.gatehouse.onetimetoken;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.gatehouse.kernel.EmailAddress;
import org.gatehouse.kernel.Sensitive;
import org.gatehouse.kernel.TestClock;
import org.gatehouse.persistence.TestDatabase;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OneTimeTokensTest {
  @RegisterExtension static final TestDatabase DATABASE = new TestDatabase();

  private static final Duration LIFETIME = Duration.ofMinutes(15);
  private static final EmailAddress JANE = EmailAddress.parse("jane@example.com").orElseThrow();

  private final TestClock clock = new TestClock();
  private final OneTimeTokens tokens = TestOneTimeTokens.on(DATABASE, clock);
  private final UUID jane = UUID.randomUUID();

  @BeforeEach
  void clear() {
    DATABASE.clear();
  }

  @Test
  void findWhenTokenIsAliveThenWhatItSaysAsOftenAsAsked() {
    Sensitive token = issue(Purpose.PASSWORD_RESET, jane);
    OneTimeTokenView said =
        new OneTimeTokenView(Purpose.PASSWORD_RESET, jane, JANE, TestClock.START.plus(LIFETIME));
    assertEquals(Optional.of(said), find(Purpose.PASSWORD_RESET, token));
    assertEquals(Optional.of(said), find(Purpose.PASSWORD_RESET, token));
    assertEquals(Optional.of(said), use(Purpose.PASSWORD_RESET, token));
  }

  @Test
  void useWhenUsedBeforeThenNothing() {
    Sensitive token = issue(Purpose.PASSWORD_RESET, jane);
    assertTrue(use(Purpose.PASSWORD_RESET, token).isPresent());
    assertEquals(Optional.empty(), use(Purpose.PASSWORD_RESET, token));
    assertEquals(Optional.empty(), find(Purpose.PASSWORD_RESET, token));
  }

  @Test
  void useWhenTheTransactionFailsThenTheTokenIsStillGood() {
    Sensitive token = issue(Purpose.INVITATION, jane);
    assertThrows(
        IllegalStateException.class,
        () ->
            DATABASE.run(
                () -> {
                  assertTrue(tokens.use(Purpose.INVITATION, token).isPresent());
                  throw new IllegalStateException("what it was used for failed");
                }));
    assertTrue(use(Purpose.INVITATION, token).isPresent());
  }

  @Test
  void useWhenItsTimeIsOverThenNothing() {
    Sensitive token = issue(Purpose.VERIFICATION, jane);
    clock.advance(LIFETIME.minusMillis(1));
    assertTrue(find(Purpose.VERIFICATION, token).isPresent());
    clock.advance(Duration.ofMillis(1));
    assertEquals(Optional.empty(), find(Purpose.VERIFICATION, token));
    assertEquals(Optional.empty(), use(Purpose.VERIFICATION, token));
  }

  @Test
  void useWhenForAnotherPurposeThenNothingAndItStaysGoodForItsOwn() {
    Sensitive token = issue(Purpose.VERIFICATION, jane);
    for (Purpose other : Purpose.values()) {
      if (other != Purpose.VERIFICATION) {
        assertEquals(Optional.empty(), find(other, token));
        assertEquals(Optional.empty(), use(other, token));
      }
    }
    assertTrue(use(Purpose.VERIFICATION, token).isPresent());
  }

  @Test
  void issueWhenThereIsAnOlderOneThenOnlyThatOfTheSamePurposeAndSubjectIsRetired() {
    Sensitive older = issue(Purpose.PASSWORD_RESET, jane);
    Sensitive verification = issue(Purpose.VERIFICATION, jane);
    Sensitive someoneElses = issue(Purpose.PASSWORD_RESET, UUID.randomUUID());
    Sensitive newer = issue(Purpose.PASSWORD_RESET, jane);
    assertEquals(Optional.empty(), use(Purpose.PASSWORD_RESET, older));
    assertTrue(use(Purpose.PASSWORD_RESET, newer).isPresent());
    assertTrue(use(Purpose.VERIFICATION, verification).isPresent());
    assertTrue(use(Purpose.PASSWORD_RESET, someoneElses).isPresent());
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "null", "%", "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"})
  void useWhenItIsNoTokenThenNothing(String text) {
    issue(Purpose.PASSWORD_RESET, jane);
    assertEquals(Optional.empty(), use(Purpose.PASSWORD_RESET, Sensitive.of(text)));
  }

  @Test
  void useWhenUpperCasedOrTheStoredDigestThenNothing() {
    Sensitive token = issue(Purpose.PASSWORD_RESET, jane);
    String upper = token.reveal().toUpperCase(Locale.ROOT);
    String digest = (String) DATABASE.select("select digest from one_time_token").get(0);
    assertEquals(Optional.empty(), use(Purpose.PASSWORD_RESET, Sensitive.of(upper)));
    assertEquals(Optional.empty(), use(Purpose.PASSWORD_RESET, Sensitive.of(digest)));
    assertFalse(digest.contains(token.reveal()));
  }

  @Test
  @Timeout(60)
  void useWhenTwoComeAtTheSameMomentThenOneWins() throws Exception {
    ExecutorService pool = Executors.newFixedThreadPool(4);
    try {
      for (int round = 0; round < 20; round++) {
        Sensitive token = issue(Purpose.INVITATION, jane);
        CountDownLatch start = new CountDownLatch(1);
        List<Future<Boolean>> racers = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
          racers.add(
              pool.submit(
                  () -> {
                    start.await();
                    return use(Purpose.INVITATION, token).isPresent();
                  }));
        }
        start.countDown();
        int winners = 0;
        for (Future<Boolean> racer : racers) {
          winners += racer.get() ? 1 : 0;
        }
        assertEquals(1, winners, "round " + round);
      }
    } finally {
      pool.shutdownNow();
    }
  }

  @Test
  void issuedSinceThenThoseOfThisPurposeAndSubjectWhateverCameOfThem() {
    Sensitive used = issue(Purpose.PASSWORD_RESET, jane);
    assertTrue(use(Purpose.PASSWORD_RESET, used).isPresent());
    issue(Purpose.VERIFICATION, jane);
    issue(Purpose.PASSWORD_RESET, UUID.randomUUID());
    Instant first = clock.instant();
    clock.advance(Duration.ofMinutes(1));
    issue(Purpose.PASSWORD_RESET, jane);
    issue(Purpose.PASSWORD_RESET, jane);
    assertEquals(3, issuedSince(first.minusMillis(1)));
    assertEquals(2, issuedSince(first));
    assertEquals(0, issuedSince(clock.instant()));
  }

  private long issuedSince(Instant moment) {
    return DATABASE.call(() -> tokens.issuedSince(Purpose.PASSWORD_RESET, jane, moment));
  }

  @Test
  void removeExpiredWhenSomeHaveBeenOverForAWhileThenOnlyThoseGo() {
    issue(Purpose.PASSWORD_RESET, jane);
    clock.advance(LIFETIME.plus(OneTimeTokens.REMEMBERED));
    assertFalse(DATABASE.call(tokens::removeExpired));
    assertEquals(1, DATABASE.count("one_time_token"), "still counted");
    clock.advance(Duration.ofMillis(1));
    Sensitive alive = issue(Purpose.VERIFICATION, jane);
    assertFalse(DATABASE.call(tokens::removeExpired));
    assertEquals(1, DATABASE.count("one_time_token"));
    assertTrue(use(Purpose.VERIFICATION, alive).isPresent());
  }

  private Sensitive issue(Purpose purpose, UUID subject) {
    return DATABASE.call(() -> tokens.issue(purpose, subject, JANE, LIFETIME)).value();
  }

  private Optional<OneTimeTokenView> find(Purpose purpose, Sensitive token) {
    return DATABASE.call(() -> tokens.find(purpose, token));
  }

  private Optional<OneTimeTokenView> use(Purpose purpose, Sensitive token) {
    return DATABASE.call(() -> tokens.use(purpose, token));
  }
}
