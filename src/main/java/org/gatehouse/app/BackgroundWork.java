package org.gatehouse.app;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.lang.System.Logger.Level;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.gatehouse.mail.MailWorker;
import org.gatehouse.mail.OutboxQueue;
import org.gatehouse.onetimetoken.OneTimeTokens;
import org.gatehouse.persistence.Nodes;
import org.gatehouse.persistence.Unavailability;
import org.gatehouse.ratelimit.RateLimiter;
import org.gatehouse.recovery.Errands;
import org.gatehouse.session.EndReason;
import org.gatehouse.session.EndedSessions;
import org.gatehouse.session.Sessions;
import org.gatehouse.signingkey.KeyRotation;
import org.gatehouse.user.AccessVersions;
import org.jspecify.annotations.Nullable;

/**
 * What happens without a request. Threads of our own, since not every server that we run on has
 * managed executors.
 */
@ApplicationScoped
class BackgroundWork {
  private static final System.Logger LOG = System.getLogger(BackgroundWork.class.getName());

  /** A session ended, or a role changed, on another node: that reaches tokens here in a second. */
  private static final Duration POLL = Duration.ofMillis(500);

  /** Rows that a slower transaction committed late are still seen. */
  private static final Duration OVERLAP = Duration.ofSeconds(60);

  private static final Duration CLEANUP = Duration.ofMinutes(10);

  @Inject PlantRoom plantRoom;
  @Inject Sessions sessions;
  @Inject OneTimeTokens oneTimeTokens;
  @Inject EndedSessions ended;
  @Inject OtherNodes otherNodes;
  @Inject MailWorker mailWorker;
  @Inject OutboxQueue outbox;
  @Inject RateLimiter limiter;
  @Inject Errands errands;
  @Inject AccessVersions accessVersions;
  @Inject KeyRotation keys;
  @Inject Clock clock;

  private @Nullable ScheduledExecutorService executor;

  /** What found the database gone, and so will find it back. Of the one thread of the executor. */
  private @Nullable String withoutDatabase;

  /** Loads what must be known before the first request, and begins. */
  void start() {
    if (plantRoom.configuration().expiresTokensOnRestart()) {
      int unused = sessions.endAll(EndReason.RESTART);
    }
    keys.open();
    // Both are remembered as long as an access token can live.
    otherNodes.learnSince(ended.oldestThatMatters());
    ScheduledExecutorService started =
        Executors.newSingleThreadScheduledExecutor(
            work -> {
              Thread thread = new Thread(work, "gatehouse-background");
              thread.setDaemon(true);
              thread.setContextClassLoader(BackgroundWork.class.getClassLoader());
              return thread;
            });
    every(started, POLL, "learn what other nodes did", this::learnFromOtherNodes);
    every(started, POLL, "change signing keys", keys::keepTime);
    every(started, CLEANUP, "clean up", this::cleanUp);
    plantRoom
        .nodes()
        .ifPresent(nodes -> every(started, Nodes.BEAT, "tell other nodes", nodes::beat));
    executor = started;
    mailWorker.start();
  }

  void stop() {
    if (executor != null) {
      errands.stop();
      mailWorker.stop();
      keys.close();
      executor.shutdownNow();
    }
  }

  private void learnFromOtherNodes() {
    Duration lookBack = plantRoom.nodes().map(NodeWatch::lookBack).orElse(OVERLAP);
    otherNodes.learnSince(clock.instant().minus(lookBack));
  }

  private void cleanUp() {
    ended.forgetOld();
    accessVersions.forgetOld();
    keys.removeOld();
    inBatches(sessions::removeExpired);
    inBatches(oneTimeTokens::removeExpired);
    inBatches(outbox::removeOld);
    inBatches(limiter::removeOld);
  }

  private void databaseIsGone(String name) {
    if (withoutDatabase == null) {
      withoutDatabase = name;
      LOG.log(
          Level.WARNING,
          "The database does not answer: what needs it is answered with 503, until it does");
    }
  }

  private void databaseAnswers(String name) {
    if (name.equals(withoutDatabase)) {
      withoutDatabase = null;
      LOG.log(Level.INFO, "The database answers again");
    }
  }

  private static void inBatches(BooleanSupplier removal) {
    boolean more = true;
    while (more && !Thread.currentThread().isInterrupted()) {
      more = removal.getAsBoolean();
    }
  }

  private void every(
      ScheduledExecutorService executor, Duration period, String name, Runnable work) {
    // Stopped with its executor, and it never completes by an exception.
    ScheduledFuture<?> unused =
        executor.scheduleWithFixedDelay(
            () -> {
              try {
                work.run();
                databaseAnswers(name);
              } catch (RuntimeException e) {
                // An exception would end the schedule; the database may be back at the next turn.
                if (Unavailability.isOne(e)) {
                  databaseIsGone(name);
                } else {
                  LOG.log(Level.WARNING, "Background work failed: " + name, e);
                }
              }
            },
            period.toMillis(),
            period.toMillis(),
            TimeUnit.MILLISECONDS);
  }
}
