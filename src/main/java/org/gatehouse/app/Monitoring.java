package org.gatehouse.app;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryUsage;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.gatehouse.accesstoken.AccessTokenVerifier;
import org.gatehouse.attempt.LoginLimits;
import org.gatehouse.audit.AuditTrail;
import org.gatehouse.health.HealthCheck;
import org.gatehouse.health.HealthCheck.Result;
import org.gatehouse.health.Readiness;
import org.gatehouse.kernel.AuthException;
import org.gatehouse.login.TokenRefresh;
import org.gatehouse.mail.OutboxQueue;
import org.gatehouse.metrics.Figures;
import org.gatehouse.metrics.MetricsSource;
import org.gatehouse.password.HashingPool;
import org.gatehouse.persistence.Database;
import org.gatehouse.persistence.Sql;
import org.gatehouse.signingkey.KeyRing;

/** What a monitor may ask, and which room knows the answer. */
@ApplicationScoped
class Monitoring implements MetricsSource {
  /** Twice a second is normal; after this, tokens that ended elsewhere pass here. */
  private static final Duration DEAF = Duration.ofSeconds(10);

  @Inject PlantRoom plantRoom;
  @Inject OtherNodes otherNodes;
  @Inject OutboxQueue outbox;
  @Inject AuditTrail audit;
  @Inject TokenRefresh refreshes;
  @Inject AccessTokenVerifier verifier;
  @Inject LoginLimits limits;
  @Inject KeyRing keys;
  @Inject Sql sql;
  @Inject Clock clock;

  @Produces
  @Singleton
  Readiness readiness() {
    return new Readiness(
        List.of(
            new HealthCheck("database", this::database),
            new HealthCheck("secrets", this::secrets),
            new HealthCheck("keys", this::keys),
            new HealthCheck("nodes", this::nodes),
            new HealthCheck("outbox", this::outbox)),
        clock);
  }

  /** Its schema too: a database without its tables does not answer this. */
  private Result database() {
    long begin = System.nanoTime();
    boolean isThere =
        plantRoom
            .transactions()
            .get(() -> sql.list("select id from session_cut where id = 1", row -> row.getInt(1)))
            .equals(List.of(1));
    return new Result(isThere, Map.of("millis", (System.nanoTime() - begin) / 1_000_000));
  }

  /** They are read at the start; what has changed since in their store is the next start's. */
  private Result secrets() {
    return new Result(!plantRoom.secrets().box().keyId().isEmpty(), Map.of());
  }

  private Result keys() {
    return new Result(!keys.algorithm().isEmpty(), Map.of());
  }

  private Result nodes() {
    Duration silence = otherNodes.silence();
    return new Result(silence.compareTo(DEAF) < 0, Map.of("silentMillis", silence.toMillis()));
  }

  /** Mail that cannot leave is no reason to send requests elsewhere. */
  private Result outbox() {
    OutboxQueue.Figures figures = outbox.figures();
    return new Result(
        true,
        Map.of(
            "waiting", figures.waiting(),
            "parked", figures.parked(),
            "oldestSeconds", figures.oldest().toSeconds()));
  }

  @Override
  public Figures collect() {
    Figures figures = new Figures();
    signIns(figures);
    hashing(figures);
    mail(figures);
    storage(figures);
    process(figures);
    return figures;
  }

  private void signIns(Figures figures) {
    Map<List<String>, Long> deeds = new HashMap<>();
    audit
        .recorded()
        .forEach(
            (kind, count) -> deeds.put(List.of(word(kind.action()), word(kind.outcome())), count));
    AccessTokenVerifier.Figures verified = verifier.figures();
    figures
        .counters(
            "gatehouse_audit_events",
            "Deeds in the audit trail, sign-ins and reuse of refresh tokens among them",
            List.of("action", "outcome"),
            deeds)
        .counter("gatehouse_limited", "Attempts refused by a limit", limits.refusals())
        .counter("gatehouse_refreshes", "Refreshes that succeeded", refreshes.refreshes())
        .counter(
            "gatehouse_tokens_known",
            "Access tokens that had been verified here before",
            verified.knownAgain())
        .duration(
            "gatehouse_token_verification_seconds",
            "Access tokens that were taken apart, and how long it took",
            verified.takenApart(),
            verified.nanos());
  }

  private static String word(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }

  private void hashing(Figures figures) {
    HashingPool.Figures pool = plantRoom.hashing().figures();
    figures
        .duration(
            "gatehouse_password_hash_seconds",
            "Password hashes, and how long they took without waiting",
            pool.done(),
            pool.nanos())
        .gauge(
            "gatehouse_password_hash_callers",
            "Callers that wait for a password hash or get one",
            pool.inside())
        .counter(
            "gatehouse_password_hash_refused",
            "Callers that were answered 503 because too many wait",
            pool.refused());
  }

  /** Left out while the database is away: the others matter then. */
  private void mail(Figures figures) {
    OutboxQueue.Figures queue;
    try {
      queue = outbox.figures();
    } catch (AuthException away) {
      return;
    }
    figures
        .gauge("gatehouse_outbox_waiting", "Mails that wait", queue.waiting())
        .gauge("gatehouse_outbox_parked", "Mails that were given up", queue.parked())
        .gauge(
            "gatehouse_outbox_oldest_seconds",
            "For how long the oldest mail waits",
            queue.oldest().toSeconds());
  }

  private void storage(Figures figures) {
    Database.PoolFigures pool = plantRoom.database().poolFigures();
    figures
        .gauge("gatehouse_database_connections_in_use", "Connections in use", pool.inUse())
        .gauge("gatehouse_database_connections_idle", "Connections that are free", pool.idle())
        .gauge(
            "gatehouse_database_connections_awaited",
            "Threads that wait for a connection",
            pool.awaited())
        .counter("gatehouse_transactions", "Transactions begun", plantRoom.transactions().begun())
        .gauge(
            "gatehouse_nodes_silence_seconds",
            "Since this node last learnt what others did",
            otherNodes.silence().toMillis() / 1000.0);
  }

  private static void process(Figures figures) {
    MemoryUsage heap = ManagementFactory.getMemoryMXBean().getHeapMemoryUsage();
    figures
        .gauge("jvm_memory_heap_used_bytes", "Heap in use", heap.getUsed())
        .gauge("jvm_memory_heap_max_bytes", "Heap at most", heap.getMax())
        .gauge(
            "jvm_threads_current", "Threads", ManagementFactory.getThreadMXBean().getThreadCount())
        .gauge(
            "process_start_time_seconds",
            "When the process began, since 1970",
            ManagementFactory.getRuntimeMXBean().getStartTime() / 1000.0);
  }
}
