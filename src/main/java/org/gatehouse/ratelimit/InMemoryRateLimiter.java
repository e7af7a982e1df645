package org.gatehouse.ratelimit;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.gatehouse.kernel.RateRule;
import org.jspecify.annotations.Nullable;

/**
 * Exact sliding windows in memory: the moments of the last attempts of each key. Bounded: past
 * {@code maxKeys} the key that was quiet for longest is forgotten.
 */
public final class InMemoryRateLimiter implements RateLimiter {
  private final Clock clock;
  private final Map<String, Deque<Long>> attempts;

  /**
   * @param maxKeys how many keys are counted at once
   */
  public InMemoryRateLimiter(Clock clock, int maxKeys) {
    this.clock = clock;
    this.attempts =
        new LinkedHashMap<>(16, 0.75f, true) {
          private static final long serialVersionUID = 1L;

          @Override
          protected boolean removeEldestEntry(Map.Entry<String, Deque<Long>> eldest) {
            return size() > maxKeys;
          }
        };
  }

  @Override
  public synchronized Optional<Duration> tryAcquire(RateRule rule, String key) {
    long now = clock.millis();
    Deque<Long> moments = attempts.computeIfAbsent(key, unseen -> new ArrayDeque<>(4));
    long windowStart = now - rule.window().toMillis();
    while (!moments.isEmpty() && moments.getFirst() <= windowStart) {
      moments.removeFirst();
    }
    if (moments.size() < rule.permits()) {
      moments.addLast(now);
      return Optional.empty();
    }
    return Optional.of(Duration.ofMillis(moments.getFirst() - windowStart));
  }

  @Override
  public synchronized void giveBack(String key) {
    @Nullable Deque<Long> moments = attempts.get(key);
    if (moments != null) {
      moments.pollLast();
      if (moments.isEmpty()) {
        attempts.remove(key);
      }
    }
  }
}
