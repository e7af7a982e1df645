package org.gatehouse.app;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.gatehouse.persistence.Transactional;
import org.gatehouse.persistence.Transactions;
import org.gatehouse.session.Sessions;
import org.gatehouse.signingkey.KeyRotation;
import org.gatehouse.sso.setup.LiveProviders;
import org.gatehouse.user.AccessChanges;

/** What this node must hear of others, and of itself before its restart. */
@ApplicationScoped
class OtherNodes {
  @Inject Sessions sessions;
  @Inject AccessChanges accessChanges;
  @Inject KeyRotation keys;
  @Inject LiveProviders providers;
  @Inject Transactions transactions;
  @Inject Clock clock;

  private volatile long learntAt;

  /** Learns what happened since then; in one transaction, since this is asked all the time. */
  @Transactional
  void learnSince(Instant since) {
    sessions.learnEndedSince(since);
    accessChanges.learnSince(since);
    keys.learn();
    providers.learn();
    long now = clock.millis();
    transactions.afterCommit(() -> learntAt = now);
  }

  /** For how long nothing could be learnt. */
  Duration silence() {
    return Duration.ofMillis(Math.max(0, clock.millis() - learntAt));
  }
}
