package org.gatehouse.user;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.gatehouse.kernel.UserId;

/**
 * The accounts of which roles, memberships or status changed while an access token may still say
 * what held before: what a verifier that asks no database must know. Safe for any number of
 * threads; an entry costs about 150 bytes and lives as long as an access token can.
 */
public class AccessVersions {
  private final Map<UserId, Raised> raised = new ConcurrentHashMap<>();
  private final Duration remembered;
  private final Clock clock;

  private record Raised(long version, Instant at) {}

  /**
   * @param remembered how long a change matters: the lifetime of an access token with the clock
   *     skew
   */
  public AccessVersions(Duration remembered, Clock clock) {
    this.remembered = remembered;
    this.clock = clock;
  }

  /** Whether a token of this version says what no longer holds. */
  public boolean isStale(UserId user, long version) {
    Raised present = raised.get(user);
    return present != null && version < present.version();
  }

  /** Learns of a version; an older one than is known changes nothing. */
  void learn(UserId user, long version, Instant at) {
    raised.merge(
        user, new Raised(version, at), (old, now) -> old.version() > now.version() ? old : now);
  }

  /** Drops the changes that every living token knows of. */
  public void forgetOld() {
    Instant oldest = oldestThatMatters();
    raised.values().removeIf(change -> change.at().isBefore(oldest));
  }

  /** Changes before this moment need not be known. */
  public Instant oldestThatMatters() {
    return clock.instant().minus(remembered);
  }
}
