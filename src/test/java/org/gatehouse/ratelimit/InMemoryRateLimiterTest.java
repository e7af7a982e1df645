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

class InMemoryRateLimiterTest {
  private static final RateRule THREE_A_MINUTE = RateRule.parse("3/1m");

  private final TestClock clock = new TestClock();
  private final RateLimiter limiter = new InMemoryRateLimiter(clock, 100);

  @Test
  void tryAcquireWhenWithinTheRuleThenGranted() {
    for (int i = 0; i < 3; i++) {
      assertEquals(Optional.empty(), acquire("a"));
    }
    assertEquals(Optional.of(Duration.ofMinutes(1)), acquire("a"));
  }

  @Test
  void tryAcquireWhenRefusedThenTheWaitToldIsExact() {
    acquire("a");
    clock.advance(Duration.ofSeconds(10));
    acquire("a");
    acquire("a");
    clock.advance(Duration.ofSeconds(5));
    Duration wait = acquire("a").orElseThrow();
    assertEquals(Duration.ofSeconds(45), wait);

    clock.advance(wait.minusMillis(1));
    assertEquals(Optional.of(Duration.ofMillis(1)), acquire("a"));
    clock.advance(Duration.ofMillis(1));
    assertEquals(Optional.empty(), acquire("a"));
    assertEquals(Optional.of(Duration.ofSeconds(10)), acquire("a"), "the window slides");
  }

  @Test
  void tryAcquireWhenRefusedOftenThenThatDoesNotProlongTheWait() {
    for (int i = 0; i < 3; i++) {
      acquire("a");
    }
    for (int i = 0; i < 59; i++) {
      clock.advance(Duration.ofSeconds(1));
      assertTrue(acquire("a").isPresent());
    }
    clock.advance(Duration.ofSeconds(1));
    assertEquals(Optional.empty(), acquire("a"));
  }

  @Test
  void tryAcquireWhenAnyMinuteIsLookedAtThenNeverMoreThanThePermits() {
    List<Long> granted = new ArrayList<>();
    for (int i = 0; i < 600; i++) {
      clock.advance(Duration.ofMillis(937));
      if (acquire("a").isEmpty()) {
        granted.add(clock.millis());
      }
    }
    for (int i = 3; i < granted.size(); i++) {
      assertTrue(granted.get(i) - granted.get(i - 3) >= 60_000);
    }
    assertTrue(granted.size() > 20, "and not fewer than it could");
  }

  @Test
  void tryAcquireWhenAnotherKeyIsExhaustedThenGranted() {
    for (int i = 0; i < 4; i++) {
      acquire("a");
    }
    assertEquals(Optional.empty(), acquire("b"));
  }

  @Test
  void giveBackWhenTakenThenFreeAgain() {
    for (int i = 0; i < 10; i++) {
      assertEquals(Optional.empty(), acquire("a"));
      limiter.giveBack("a");
    }
    for (int i = 0; i < 3; i++) {
      assertEquals(Optional.empty(), acquire("a"));
    }
    assertTrue(acquire("a").isPresent());
  }

  @Test
  void giveBackWhenNothingWasTakenThenGivesNoCredit() {
    limiter.giveBack("a");
    limiter.giveBack("a");
    for (int i = 0; i < 3; i++) {
      assertEquals(Optional.empty(), acquire("a"));
    }
    assertTrue(acquire("a").isPresent());
  }

  @Test
  void tryAcquireWhenThereAreTooManyKeysThenTheQuietestIsForgottenAndTheBusyOneKept() {
    for (int i = 0; i < 3; i++) {
      acquire("quiet");
      acquire("busy");
    }
    for (int i = 0; i < 99; i++) {
      acquire("other " + i);
      assertTrue(acquire("busy").isPresent(), "still counted");
    }
    assertEquals(Optional.empty(), acquire("quiet"), "forgotten: memory is bounded");
  }

  @Test
  @Timeout(20)
  void tryAcquireWhenManyAtOnceThenExactlyThePermitsAreGranted() throws Exception {
    RateRule rule = RateRule.parse("100/1m");
    AtomicInteger granted = new AtomicInteger();
    CountDownLatch start = new CountDownLatch(1);
    List<Thread> threads = new ArrayList<>();
    for (int t = 0; t < 8; t++) {
      Thread thread =
          new Thread(
              () -> {
                awaitQuietly(start);
                for (int i = 0; i < 200; i++) {
                  if (limiter.tryAcquire(rule, "a").isEmpty()) {
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
    assertEquals(100, granted.get());
  }

  private Optional<Duration> acquire(String key) {
    return limiter.tryAcquire(THREE_A_MINUTE, key);
  }

  private static void awaitQuietly(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
