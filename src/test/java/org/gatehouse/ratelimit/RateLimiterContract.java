package org.gatehouse.ratelimit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.gatehouse.kernel.RateRule;
import org.gatehouse.kernel.TestClock;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What every limiter must do. */
abstract class RateLimiterContract {
  private static final RateRule THREE_A_MINUTE = RateRule.parse("3/1m");

  final TestClock clock = new TestClock();

  abstract RateLimiter limiter();

  @Test
  void tryAcquireWhenWithinTheRateThenGrantedAndThenOneMoreAfterEachStep() {
    exhaust("a");
    assertEquals(Optional.of(Duration.ofSeconds(20)), acquire("a"));

    clock.advance(Duration.ofSeconds(20).minusMillis(1));
    assertEquals(Optional.of(Duration.ofMillis(1)), acquire("a"));
    clock.advance(Duration.ofMillis(1));
    assertEquals(Optional.empty(), acquire("a"));
    assertEquals(Optional.of(Duration.ofSeconds(20)), acquire("a"));
  }

  @Test
  void tryAcquireWhenQuietForAWindowThenAllIsFreeAgain() {
    exhaust("a");
    clock.advance(Duration.ofMinutes(1));
    exhaust("a");
    assertTrue(acquire("a").isPresent());
  }

  @Test
  void tryAcquireWhenRefusedOftenThenThatDoesNotProlongTheWait() {
    exhaust("a");
    for (int i = 0; i < 19; i++) {
      clock.advance(Duration.ofSeconds(1));
      assertTrue(acquire("a").isPresent());
    }
    clock.advance(Duration.ofSeconds(1));
    assertEquals(Optional.empty(), acquire("a"));
  }

  @Test
  void tryAcquireWhenTriedForTenMinutesThenNoMoreThanTheBurstAndTheRate() {
    int granted = 0;
    for (int i = 0; i < 600; i++) {
      clock.advance(Duration.ofSeconds(1));
      granted += acquire("a").isEmpty() ? 1 : 0;
    }
    assertTrue(granted <= 3 + 30, "granted: " + granted);
    assertTrue(granted >= 30, "granted: " + granted);
  }

  @Test
  void tryAcquireWhenTheClockIsSetBackThenTheWaitIsNoLongerThanAWindow() {
    exhaust("a");
    clock.advance(Duration.ofHours(-5));
    assertTrue(acquire("a").orElseThrow().compareTo(Duration.ofMinutes(1)) <= 0);
  }

  @Test
  void tryAcquireWhenAnotherKeyIsExhaustedThenGranted() {
    exhaust("a");
    assertEquals(Optional.empty(), acquire("b"));
  }

  @Test
  void tryAcquireWhenOneOfTwoLimitsRefusesThenNeitherIsUsedUp() {
    exhaust("narrow");
    List<Limit> both =
        List.of(new Rate("wide", THREE_A_MINUTE), new Rate("narrow", THREE_A_MINUTE));
    for (int i = 0; i < 5; i++) {
      assertTrue(limiter().tryAcquire(both).isPresent());
    }
    exhaust("wide");
  }

  @Test
  void giveBackWhenTakenThenFreeAgain() {
    for (int i = 0; i < 10; i++) {
      assertEquals(Optional.empty(), acquire("a"));
      giveBack("a");
    }
    exhaust("a");
    assertTrue(acquire("a").isPresent());
  }

  @Test
  void giveBackWhenNothingWasTakenThenGivesNoCredit() {
    giveBack("a");
    giveBack("a");
    exhaust("a");
    assertTrue(acquire("a").isPresent());
  }

  @Test
  void delayWhenFailuresGoOnThenEachWaitIsTwiceAsLongUpToTheLongest() {
    List<Limit> delay = delay();
    assertEquals(Optional.empty(), limiter().tryAcquire(delay));
    assertEquals(Optional.empty(), limiter().tryAcquire(delay));
    for (int seconds : new int[] {1, 2, 4, 8, 10, 10, 10}) {
      Duration wait = Duration.ofSeconds(seconds);
      assertEquals(Optional.of(wait), limiter().tryAcquire(delay));
      clock.advance(wait.minusMillis(1));
      assertTrue(limiter().tryAcquire(delay).isPresent());
      clock.advance(Duration.ofMillis(1));
      assertEquals(Optional.empty(), limiter().tryAcquire(delay));
    }
  }

  @Test
  void delayWhenItIsQuietThenOneAttemptIsForgottenForEachLongestWait() {
    List<Limit> delay = delay();
    for (int i = 0; i < 5; i++) {
      while (limiter().tryAcquire(delay).isPresent()) {
        clock.advance(Duration.ofSeconds(1));
      }
    }
    clock.advance(Duration.ofSeconds(50));
    assertEquals(Optional.empty(), limiter().tryAcquire(delay));
    assertEquals(Optional.empty(), limiter().tryAcquire(delay), "as at the beginning");
    assertEquals(Optional.of(Duration.ofSeconds(1)), limiter().tryAcquire(delay));
  }

  @Test
  void delayWhenGivenBackThenItHasNotCounted() {
    List<Limit> delay = delay();
    for (int i = 0; i < 20; i++) {
      assertEquals(Optional.empty(), limiter().tryAcquire(delay));
      limiter().giveBack(delay);
    }
  }

  @Test
  @Timeout(30)
  void tryAcquireWhenManyAtOnceThenExactlyThePermitsAreGranted() throws Exception {
    RateRule rule = RateRule.parse("20/1m");
    AtomicInteger granted = new AtomicInteger();
    CountDownLatch start = new CountDownLatch(1);
    List<Thread> threads = new ArrayList<>();
    for (int t = 0; t < 8; t++) {
      Thread thread =
          new Thread(
              () -> {
                awaitQuietly(start);
                for (int i = 0; i < 10; i++) {
                  if (limiter().tryAcquire(List.of(new Rate("a", rule))).isEmpty()) {
                    granted.incrementAndGet();
                  }
                }
              });
      thread.start();
      threads.add(thread);
    }
    start.countDown();
    for (Thread thread : threads) {
      thread.join();
    }
    assertEquals(20, granted.get());
  }

  private static List<Limit> delay() {
    return List.of(new GrowingDelay("a", 2, Duration.ofSeconds(1), Duration.ofSeconds(10)));
  }

  private void exhaust(String key) {
    for (int i = 0; i < 3; i++) {
      assertEquals(Optional.empty(), acquire(key));
    }
  }

  Optional<Duration> acquire(String key) {
    return limiter().tryAcquire(List.of(new Rate(key, THREE_A_MINUTE)));
  }

  private void giveBack(String key) {
    limiter().giveBack(List.of(new Rate(key, THREE_A_MINUTE)));
  }

  private static void awaitQuietly(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
