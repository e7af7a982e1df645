package org.gatehouse.ratelimit;

import java.time.Duration;
import java.util.Optional;
import org.gatehouse.kernel.RateRule;

/**
 * The port to the counters: in memory for one node, later in the database for several. Taking and
 * giving back are atomic, also under attack from many connections at once.
 */
public interface RateLimiter {
  /**
   * Counts one attempt.
   *
   * @param key what is limited, for example a purpose with an address
   * @return empty if it is within the rule; else how long until the next one would be, and nothing
   *     is counted
   */
  Optional<Duration> tryAcquire(RateRule rule, String key);

  /** Takes back the newest attempt of a key: it turned out to be a rightful one. */
  void giveBack(String key);
}
