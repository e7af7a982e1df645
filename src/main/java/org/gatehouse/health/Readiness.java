package org.gatehouse.health;

import java.lang.System.Logger.Level;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.gatehouse.health.HealthCheck.Result;
import org.jspecify.annotations.Nullable;

/**
 * Whether this node can serve requests now. Looks at most once a second, whoever asks and however
 * often: the question is open to everybody. Safe for many threads.
 */
public final class Readiness {
  private static final System.Logger LOG = System.getLogger(Readiness.class.getName());
  private static final Duration GOOD_FOR = Duration.ofSeconds(1);

  private final List<HealthCheck> checks;
  private final Clock clock;
  private @Nullable State last;
  private long lastAt;

  /** Asks these, in this order. */
  public Readiness(List<HealthCheck> checks, Clock clock) {
    this.checks = List.copyOf(checks);
    this.clock = clock;
  }

  /**
   * What all of them say.
   *
   * @param results by name, in order
   */
  public record State(Map<String, Result> results) {
    /** Whether all is well. */
    public boolean isReady() {
      return results.values().stream().allMatch(Result::isUp);
    }
  }

  /** The state of this moment, or of the last second. */
  public synchronized State state() {
    long now = clock.millis();
    State known = last;
    if (known == null || now - lastAt >= GOOD_FOR.toMillis() || now < lastAt) {
      State found = look();
      if (known == null || known.isReady() != found.isReady()) {
        report(found);
      }
      last = found;
      lastAt = now;
      return found;
    }
    return known;
  }

  private State look() {
    Map<String, Result> results = new LinkedHashMap<>();
    for (HealthCheck check : checks) {
      results.put(check.name(), result(check));
    }
    return new State(results);
  }

  private static Result result(HealthCheck check) {
    try {
      return check.look().get();
    } catch (RuntimeException e) {
      LOG.log(Level.DEBUG, "not well: " + check.name(), e);
      return new Result(false, Map.of());
    }
  }

  private static void report(State state) {
    if (state.isReady()) {
      LOG.log(Level.DEBUG, "Ready");
    } else {
      LOG.log(
          Level.WARNING,
          "Not ready: {0}",
          state.results().entrySet().stream()
              .filter(result -> !result.getValue().isUp())
              .map(Map.Entry::getKey)
              .toList());
    }
  }
}
