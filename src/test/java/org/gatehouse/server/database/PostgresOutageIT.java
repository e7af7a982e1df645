package org.gatehouse.server.database;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.gatehouse.postgres.PostgresServer;
import org.gatehouse.server.Http;
import org.gatehouse.server.Launch;
import org.gatehouse.server.Owner;
import org.gatehouse.server.Owner.Tokens;
import org.gatehouse.server.RunningServer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** PostgreSQL goes away under load and comes back; Gatehouse stays. */
@Tag("ours")
class PostgresOutageIT {
  private static final String REFRESH = "api/v1/auth/refreshToken";
  private static final int CLIENTS = 6;

  /** Three seconds for a connection, and some for a busy machine. */
  private static final Duration IN_TIME = Duration.ofSeconds(6);

  private static PostgresServer postgres;
  private static RunningServer server;
  private static Owner owner;

  @BeforeAll
  static void start() {
    postgres = PostgresServer.start();
    server =
        RunningServer.start(
            Launch.fresh()
                .with("TRUST_PROXY", "127.0.0.1/32")
                .with("REFRESH_TOKEN_GRACE_IN_SECONDS", "300")
                .with("DATABASE_TYPE", "postgres")
                .with("DATABASE_URL", postgres.url(postgres.newDatabase())));
    owner = Owner.of(server);
  }

  @AfterAll
  static void stop() {
    server.close();
    postgres.close();
  }

  /** What one client saw. */
  private static final class Client {
    private final Http http;
    private final AtomicInteger refused = new AtomicInteger();
    private final AtomicInteger refreshed = new AtomicInteger();
    private volatile Tokens tokens;

    Client(int number) {
      http = owner.client("10.67.1." + number);
      tokens = owner.signIn(http);
    }

    void refresh(ConcurrentLinkedQueue<String> strange) {
      long start = System.nanoTime();
      Http.Answer answer = http.post(REFRESH, Map.of("refreshToken", tokens.refresh()));
      Duration took = Duration.ofNanos(System.nanoTime() - start);
      if (answer.status() == 200) {
        tokens = Tokens.of(answer);
        refreshed.incrementAndGet();
        return;
      }
      refused.incrementAndGet();
      if (answer.status() != 503
          || answer.header("Retry-After").isEmpty()
          || !answer.mediaType().equals("application/problem+json")
          || took.compareTo(IN_TIME) > 0) {
        strange.add(took + " " + answer);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"killed", "restarted"})
  void refreshesWhenTheDatabaseGoesAwayThen503UntilItIsBackAndNobodyIsSignedOut(String how)
      throws Exception {
    List<Client> clients = new ArrayList<>();
    for (int i = 1; i <= CLIENTS; i++) {
      clients.add(new Client(i));
    }
    Http signedOut = owner.client("10.67.2.1");
    Tokens ended = owner.signIn(signedOut);
    AtomicBoolean enough = new AtomicBoolean();
    ConcurrentLinkedQueue<String> strange = new ConcurrentLinkedQueue<>();
    ExecutorService threads = Executors.newCachedThreadPool();
    try {
      List<Future<?>> running = new ArrayList<>();
      for (Client client : clients) {
        running.add(
            threads.submit(
                () -> {
                  while (!enough.get()) {
                    client.refresh(strange);
                  }
                }));
      }
      await(clients, client -> client.refreshed, 5);
      assertEquals(
          200, signedOut.bearer(ended.access()).post("api/v1/account/logout", Map.of()).status());
      if (how.equals("killed")) {
        postgres.kill();
      } else {
        postgres.stop();
      }
      await(clients, client -> client.refused, 1);
      assertTokensAreJudgedAtOnce(clients);
      assertMonitorsAreTold();
      postgres.restart();
      await(clients, client -> client.refreshed, 5);
      enough.set(true);
      for (Future<?> client : running) {
        Object unused = client.get();
      }
    } finally {
      enough.set(true);
      threads.shutdownNow();
    }
    assertEquals(List.of(), List.copyOf(strange));
    assertEquals(
        401,
        signedOut.post(REFRESH, Map.of("refreshToken", ended.refresh())).status(),
        "the sign-out that was answered was lost");
    for (Client client : clients) {
      assertEquals(200, client.http.bearer(client.tokens.access()).get("api/v1/sessions").status());
    }
    String log = server.output();
    assertTrue(log.contains("The database does not answer"), log);
    assertTrue(log.contains("The database answers again"), log);
    assertTrue(log.split("The database does not answer", -1).length <= 3, "said once an outage");
    assertFalse(log.contains("Background work failed"), log);
  }

  private static void assertMonitorsAreTold() {
    Http.Answer ready = Http.to(server).get("health/ready");
    assertEquals(503, ready.status(), ready::toString);
    assertEquals("DOWN", ready.json().path("checks").path(0).path("status").asText());
    assertEquals(200, Http.to(server).get("health/live").status());
    Http.Answer metrics = Http.to(server).get("metrics");
    assertEquals(200, metrics.status(), metrics::toString);
    assertTrue(metrics.text().contains("\ngatehouse_database_connections_awaited "));
  }

  private static void assertTokensAreJudgedAtOnce(List<Client> clients) {
    List<Long> millis = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      Client client = clients.get(i % clients.size());
      long start = System.nanoTime();
      assertEquals(200, client.http.bearer(client.tokens.access()).get("api/v1/whoami").status());
      millis.add(TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start));
    }
    millis.sort(null);
    assertTrue(millis.get(90) < 200, () -> "whoami in ms: " + millis);
  }

  /** Waits until each client has counted so many more. */
  private static void await(List<Client> clients, Function<Client, AtomicInteger> count, int more)
      throws InterruptedException {
    List<Integer> enough =
        clients.stream().map(client -> count.apply(client).get() + more).toList();
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(40);
    for (int i = 0; i < clients.size(); i++) {
      AtomicInteger counted = count.apply(clients.get(i));
      while (counted.get() < enough.get(i)) {
        assertTrue(System.nanoTime() < end, "it takes too long");
        TimeUnit.MILLISECONDS.sleep(20);
      }
    }
  }
}
