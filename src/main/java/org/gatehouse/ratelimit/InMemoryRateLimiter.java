package org.gatehouse.ratelimit;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.gatehouse.ratelimit.Limit.Counter;
import org.gatehouse.ratelimit.Limit.Granted;
import org.gatehouse.ratelimit.Limit.Refused;
import org.gatehouse.ratelimit.Limit.Verdict;
import org.jspecify.annotations.Nullable;

/**
 * Counters in the memory of this node. Bounded: past {@code maxKeys} the key that was quiet for
 * longest is forgotten.
 */
public final class InMemoryRateLimiter implements RateLimiter {
  private final Clock clock;
  private final Map<String, Counter> counters;

  /**
   * @param maxKeys how many keys are counted at once
   */
  public InMemoryRateLimiter(Clock clock, int maxKeys) {
    this.clock = clock;
    this.counters =
        new LinkedHashMap<>(16, 0.75f, true) {
          private static final long serialVersionUID = 1L;

          @Override
          protected boolean removeEldestEntry(Map.Entry<String, Counter> eldest) {
            return size() > maxKeys;
          }
        };
  }

  @Override
  public synchronized Optional<Duration> tryAcquire(List<Limit> limits) {
    long now = clock.millis();
    List<Counter> after = new ArrayList<>();
    for (Limit limit : limits) {
      Verdict verdict = limit.acquire(counters.get(limit.key()), now);
      if (verdict instanceof Refused refused) {
        return Optional.of(refused.delay());
      }
      after.add(((Granted) verdict).after());
    }
    for (int i = 0; i < after.size(); i++) {
      counters.put(limits.get(i).key(), after.get(i));
    }
    return Optional.empty();
  }

  /** There is nothing to do: the map is bounded. */
  @Override
  public boolean removeOld() {
    return false;
  }

  @Override
  public synchronized void giveBack(List<Limit> limits) {
    long now = clock.millis();
    for (Limit limit : limits) {
      @Nullable Counter before = counters.get(limit.key());
      if (before != null) {
        Counter after = limit.giveBack(before);
        if (limit.forgottenAt(after) <= now) {
          counters.remove(limit.key());
        } else {
          counters.put(limit.key(), after);
        }
      }
    }
  }
}
