package org.gatehouse.ratelimit;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * The port to the counters: in memory for one node, in the database for several. Taking and giving
 * back are atomic, also under attack from many connections at once.
 */
public interface RateLimiter {
  /**
   * Counts one attempt under all of these limits, or under none.
   *
   * @return empty if it is within all of them; else how long until the one that refused would let
   *     it pass
   */
  Optional<Duration> tryAcquire(List<Limit> limits);

  /** Takes back the newest attempt of each: it turned out to be a rightful one. */
  void giveBack(List<Limit> limits);

  /**
   * Removes some counters that say nothing any more.
   *
   * @return whether there may be more
   */
  boolean removeOld();
}
