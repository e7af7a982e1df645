package org.gatehouse.health;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.gatehouse.health.HealthCheck.Result;
import org.gatehouse.kernel.TestClock;
import org.junit.jupiter.api.Test;

class ReadinessTest {
  private final TestClock clock = new TestClock();

  @Test
  void stateWhenOneCheckIsNotWellThenNotReadyAndTheOthersAreStillAsked() {
    Readiness readiness =
        new Readiness(
            List.of(
                new HealthCheck("first", Result::up),
                new HealthCheck("second", () -> new Result(false, Map.of("age", 5L))),
                new HealthCheck("third", Result::up)),
            clock);

    Readiness.State state = readiness.state();

    assertFalse(state.isReady());
    assertEquals(List.of("first", "second", "third"), List.copyOf(state.results().keySet()));
    assertEquals(Result.up(), state.results().get("third"));
  }

  @Test
  void stateWhenACheckThrowsThenItIsNotWellAndNothingOfTheReasonIsTold() {
    Readiness readiness =
        new Readiness(
            List.of(
                new HealthCheck(
                    "database",
                    () -> {
                      throw new IllegalStateException("password authentication failed");
                    })),
            clock);

    assertEquals(Map.of("database", new Result(false, Map.of())), readiness.state().results());
  }

  @Test
  void stateWhenAskedOftenThenLooksOnceASecond() {
    AtomicInteger looks = new AtomicInteger();
    Readiness readiness =
        new Readiness(
            List.of(
                new HealthCheck(
                    "counting",
                    () -> {
                      looks.incrementAndGet();
                      return Result.up();
                    })),
            clock);
    for (int i = 0; i < 100; i++) {
      assertTrue(readiness.state().isReady());
    }
    assertEquals(1, looks.get());
    clock.advance(Duration.ofSeconds(1));
    assertTrue(readiness.state().isReady());
    assertEquals(2, looks.get());
  }
}
