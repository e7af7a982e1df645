package org.gatehouse.ratelimit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.gatehouse.crypto.PurposeMac;
import org.gatehouse.kernel.RateRule;
import org.gatehouse.kernel.Sensitive;
import org.gatehouse.persistence.TestDatabase;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

class DatabaseRateLimiterTest extends RateLimiterContract {
  @RegisterExtension static final TestDatabase DATABASE = new TestDatabase();

  private final DatabaseRateLimiter limiter = node();
  private final DatabaseRateLimiter otherNode = node();

  @Override
  RateLimiter limiter() {
    return limiter;
  }

  private DatabaseRateLimiter node() {
    return new DatabaseRateLimiter(
        new InMemoryRateLimiter(clock, 100),
        DATABASE.transactions(),
        DATABASE.sql(),
        new PurposeMac(Sensitive.of("limits-0123456789-abcdefghijklmnopqr"), "limits"),
        clock);
  }

  @AfterEach
  void clear() {
    DATABASE.clear();
  }

  private static List<Limit> threeAMinute() {
    return List.of(new Rate("jane@example.org 192.0.2.7", RateRule.parse("3/1m")));
  }

  @Test
  void tryAcquireWhenOneNodeHasCountedThenTheOtherGrantsOnlyWhatIsLeft() {
    assertEquals(Optional.empty(), limiter.tryAcquire(threeAMinute()));
    assertEquals(Optional.empty(), otherNode.tryAcquire(threeAMinute()));
    assertEquals(Optional.empty(), limiter.tryAcquire(threeAMinute()));

    assertEquals(Optional.of(Duration.ofSeconds(20)), otherNode.tryAcquire(threeAMinute()));
    assertEquals(Optional.of(Duration.ofSeconds(20)), limiter.tryAcquire(threeAMinute()));
    limiter.giveBack(threeAMinute());
    assertEquals(Optional.empty(), otherNode.tryAcquire(threeAMinute()));
  }

  @Test
  void tryAcquireWhenThisNodeAloneHasCountedTooMuchThenTheDatabaseIsNotAsked() {
    for (int i = 0; i < 3; i++) {
      assertEquals(Optional.empty(), limiter.tryAcquire(threeAMinute()));
    }
    long begun = DATABASE.transactions().begun();
    for (int i = 0; i < 1000; i++) {
      assertTrue(limiter.tryAcquire(threeAMinute()).isPresent());
    }
    assertEquals(begun, DATABASE.transactions().begun());
  }

  @Test
  void tryAcquireWhenInsideOfATransactionThenRefusesToCount() {
    assertThrows(
        IllegalStateException.class,
        () -> DATABASE.run(() -> limiter.tryAcquire(threeAMinute())),
        "a rollback would forget the attempt");
  }

  @Test
  @Timeout(60)
  void tryAcquireWhenTwoNodesTakeTheSameTwoKeysAtOnceThenNoMoreThanThePermitsAndNobodyIsStuck()
      throws Exception {
    RateRule twenty = RateRule.parse("20/1h");
    List<Limit> keys = List.of(new Rate("one", twenty), new Rate("two", twenty));
    List<Limit> turned = List.of(keys.get(1), keys.get(0));
    AtomicInteger granted = new AtomicInteger();
    List<Thread> threads = new ArrayList<>();
    for (int t = 0; t < 4; t++) {
      DatabaseRateLimiter node = t % 2 == 0 ? limiter : otherNode;
      List<Limit> limits = t < 2 ? keys : turned;
      Thread thread =
          new Thread(
              () -> {
                for (int i = 0; i < 20; i++) {
                  granted.addAndGet(node.tryAcquire(limits).isEmpty() ? 1 : 0);
                }
              });
      thread.start();
      threads.add(thread);
    }
    for (Thread thread : threads) {
      thread.join();
    }
    assertEquals(20, granted.get());
  }

  @Test
  void rowsWhenCountedThenNeitherAddressNorAccountCanBeReadInThem() {
    assertEquals(Optional.empty(), limiter.tryAcquire(threeAMinute()));
    String rows = DATABASE.select("select key_code from rate_limit").toString();
    assertFalse(rows.contains("jane") || rows.contains("192.0.2.7"), rows);
  }

  @Test
  void removeOldWhenCountersSayNothingAnyMoreThenGoneAndTheOthersStay() {
    assertEquals(Optional.empty(), limiter.tryAcquire(threeAMinute()));
    clock.advance(Duration.ofSeconds(30));
    assertEquals(
        Optional.empty(), limiter.tryAcquire(List.of(new Rate("b", RateRule.parse("3/1m")))));

    assertFalse(limiter.removeOld());

    assertEquals(1, DATABASE.count("rate_limit"));
  }
}
