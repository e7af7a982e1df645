package org.gatehouse.session;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.gatehouse.kernel.SessionId;

/**
 * The sessions that ended while an access token of theirs may still be alive: what a verifier that
 * asks no database must know. Safe for any number of threads; an entry costs about 100 bytes and
 * lives as long as an access token can.
 */
public class EndedSessions {
  private final Map<SessionId, Instant> endedAt = new ConcurrentHashMap<>();
  private volatile Instant cut = Instant.MIN;
  private final Duration remembered;
  private final Clock clock;

  /**
   * @param remembered how long an end matters: the lifetime of an access token with the clock skew
   */
  public EndedSessions(Duration remembered, Clock clock) {
    this.remembered = remembered;
    this.clock = clock;
  }

  /** Whether tokens of this session must be refused. */
  public boolean contains(SessionId session) {
    return endedAt.containsKey(session);
  }

  /**
   * The same for a token, which also says when its session began: of a day when all sessions were
   * ended at once, only that moment is remembered.
   *
   * @param began in whole seconds, rounded down
   */
  public boolean contains(SessionId session, Instant began) {
    return isCut(began) || contains(session);
  }

  boolean isCut(Instant began) {
    return began.isBefore(cut);
  }

  /** A session that begins now must not count among those that were ended a moment ago. */
  Instant notCut(Instant now) {
    Instant end = cut;
    return now.isBefore(end) ? end : now;
  }

  /** Sessions that began before this full second are over. */
  void cutAt(Instant second) {
    if (second.isAfter(cut)) {
      cut = second;
    }
  }

  void add(SessionId session, Instant at) {
    endedAt.put(session, at);
  }

  /** Drops the ends that no living token can belong to. */
  public void forgetOld() {
    Instant oldest = oldestThatMatters();
    endedAt.values().removeIf(at -> at.isBefore(oldest));
  }

  /** Ends before this moment need not be known. */
  public Instant oldestThatMatters() {
    return clock.instant().minus(remembered);
  }
}
