package org.gatehouse.ratelimit;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** How often something may be tried, and under which key that is counted. */
public sealed interface Limit permits Rate, GrowingDelay {
  /** What is limited, for example a purpose with an address. */
  String key();

  /**
   * One attempt more.
   *
   * @param now milliseconds since 1970-01-01T00:00Z
   */
  Verdict acquire(@Nullable Counter before, long now);

  /** One attempt less: the newest turned out to be a rightful one. */
  Counter giveBack(Counter before);

  /** When the counter says nothing any more: without it, all would be the same. */
  long forgottenAt(Counter counter);

  /**
   * What is kept of a key.
   *
   * @param count attempts that still weigh
   * @param at a moment in milliseconds since 1970-01-01T00:00Z; which, the limit knows
   */
  record Counter(int count, long at) {}

  /** What came out of an attempt. */
  sealed interface Verdict {}

  /** It is within the limit, and counted. */
  record Granted(Counter after) implements Verdict {}

  /** It is not, and not counted. */
  record Refused(Duration delay) implements Verdict {}
}
