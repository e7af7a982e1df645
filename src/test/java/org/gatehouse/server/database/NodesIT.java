package org.gatehouse.server.database;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.gatehouse.openid.OpenIdProvider;
import org.gatehouse.openid.Person;
import org.gatehouse.postgres.PostgresServer;
import org.gatehouse.server.CommandLine;
import org.gatehouse.server.Http;
import org.gatehouse.server.Jws;
import org.gatehouse.server.Launch;
import org.gatehouse.server.Owner;
import org.gatehouse.server.Owner.Tokens;
import org.gatehouse.server.PostOffice;
import org.gatehouse.server.Residents;
import org.gatehouse.server.RoundRobin;
import org.gatehouse.server.RunningServer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two nodes on one PostgreSQL, without sticky sessions: nobody can tell which one answers. */
@Tag("ours")
class NodesIT {
  private static final String REFRESH = "api/v1/auth/refreshToken";
  private static final String WHO_AM_I = "api/v1/whoami";

  /** Two polls of half a second, and a busy machine. */
  private static final long SOON_IN_MILLIS = 2_000;

  @TempDir static Path secrets;

  private static PostgresServer postgres;
  private static String database;
  private static PostOffice post;
  private static OpenIdProvider provider;
  private static RunningServer one;
  private static RunningServer other;
  private static RoundRobin proxy;
  private static Owner owner;

  @BeforeAll
  static void start() {
    postgres = PostgresServer.start();
    database = postgres.newDatabase();
    post = PostOffice.open();
    provider = OpenIdProvider.start(Clock.systemUTC());
    int port = RoundRobin.port();
    Launch launch = launch(port);
    one = RunningServer.start(launch);
    owner = Owner.of(one);
    other = RunningServer.start(launch);
    proxy = RoundRobin.before(port, one, other);
  }

  private static Launch launch(int port) {
    return Residents.launch(post)
        .with("APP_URL", "http://localhost:" + port)
        .with("SECRETKEY_PATH", secrets.toString())
        .with("REFRESH_TOKEN_GRACE_IN_SECONDS", "300")
        .with("DATABASE_TYPE", "postgres")
        .with("DATABASE_URL", postgres.url(database))
        .with("SSO_OIDC_CLIENT_ID", OpenIdProvider.CLIENT_ID)
        .with("SSO_OIDC_CLIENT_SECRET", OpenIdProvider.CLIENT_SECRET)
        .with("SSO_OIDC_ISSUER", provider.origin());
  }

  @AfterAll
  static void stop() {
    proxy.close();
    one.close();
    other.close();
    provider.close();
    postgres.close();
  }

  private static Http at(RunningServer node, String address) {
    return Http.to(node).from(address);
  }

  private static Http anywhere(String address) {
    return at(one, address).at(proxy.base());
  }

  private static Tokens refresh(Http client, Tokens tokens) {
    return Tokens.of(client.post(REFRESH, Map.of("refreshToken", tokens.refresh())));
  }

  @Test
  void sessionWhenEachRequestGoesToTheNextNodeThenGoesOn() {
    Http client = anywhere("10.68.1.1");
    Tokens tokens = owner.signIn(client);
    for (int i = 0; i < 10; i++) {
      assertEquals(200, client.bearer(tokens.access()).get(WHO_AM_I).status());
      tokens = refresh(client, tokens);
    }
    for (RunningServer node : List.of(one, other)) {
      Http direct = at(node, "10.68.1.2").bearer(tokens.access());
      assertEquals(200, direct.get(WHO_AM_I).status());
      assertEquals(200, direct.get("api/v1/sessions").status());
    }
  }

  @Test
  void signOutWhenAtOneNodeThenTheOtherRefusesSoon() throws InterruptedException {
    Http client = at(one, "10.68.2.1");
    Tokens tokens = owner.signIn(client);
    Http there = at(other, "10.68.2.1");
    assertEquals(200, there.bearer(tokens.access()).get(WHO_AM_I).status());
    assertEquals(
        200, client.bearer(tokens.access()).post("api/v1/account/logout", Map.of()).status());
    awaitSoon(() -> there.bearer(tokens.access()).get(WHO_AM_I).status() == 401);
    assertEquals(401, there.post(REFRESH, Map.of("refreshToken", tokens.refresh())).status());
  }

  @Test
  void reuseWhenSeenByTheOtherNodeThenTheSessionEndsOnBoth() throws InterruptedException {
    Tokens first = owner.signIn(at(one, "10.68.3.1"));
    Tokens second = refresh(at(other, "10.68.3.1"), first);
    Tokens third = refresh(at(one, "10.68.3.1"), second);
    assertEquals(
        401,
        at(other, "10.68.3.1").post(REFRESH, Map.of("refreshToken", first.refresh())).status());
    awaitSoon(() -> at(one, "10.68.3.1").bearer(third.access()).get(WHO_AM_I).status() == 401);
  }

  @Test
  void invitationWhenUsedAtBothNodesAtOnceThenOneGetsIn() throws Exception {
    Residents residents = new Residents(one, post);
    for (int round = 0; round < 5; round++) {
      String email = Residents.fresh();
      assertEquals(200, residents.invite(List.of(email)).status());
      String token = post.token(email, 1);
      List<Integer> statuses = new ArrayList<>();
      ExecutorService threads = Executors.newFixedThreadPool(2);
      try {
        List<Future<Integer>> tries = new ArrayList<>();
        for (RunningServer node : List.of(one, other)) {
          tries.add(threads.submit(() -> register(node, email, token)));
        }
        for (Future<Integer> attempt : tries) {
          statuses.add(attempt.get());
        }
      } finally {
        threads.shutdownNow();
      }
      statuses.sort(null);
      assertEquals(List.of(201, 400), statuses);
    }
  }

  private static int register(RunningServer node, String email, String token) {
    return at(node, "10.68.4." + (node == one ? 1 : 2))
        .post("api/v1/account/register", Residents.registration(email, token))
        .status();
  }

  @Test
  void mailsWhenBothNodesWorkOnTheOutboxThenEachGoesOutOnce() throws InterruptedException {
    List<String> emails = new ArrayList<>();
    for (RunningServer node : List.of(one, other, one, other)) {
      List<String> some = new ArrayList<>();
      for (int i = 0; i < 20; i++) {
        some.add(Residents.fresh());
      }
      emails.addAll(some);
      assertEquals(200, new Residents(one, post).inviteAt(node, some).status());
    }
    awaitTrue(
        () -> emails.stream().noneMatch(email -> post.mailsTo(email).isEmpty()), 30_000, "mails");
    // Whatever would be sent twice has its chance.
    TimeUnit.SECONDS.sleep(2);
    List<String> recipients =
        post.all().stream().map(PostOffice::recipient).filter(emails::contains).sorted().toList();
    assertEquals(List.copyOf(new TreeSet<>(emails)), recipients);
  }

  @Test
  void limitWhenOneNodeHasCountedThenTheOtherRefusesToo() {
    for (int i = 0; i < 10; i++) {
      RunningServer node = i % 2 == 0 ? one : other;
      assertEquals(401, wrong(at(node, "10.68.9.1")).status());
    }
    for (RunningServer node : List.of(one, other)) {
      Http.Answer limited = wrong(at(node, "10.68.9.1"));
      assertEquals(429, limited.status(), limited::toString);
    }
  }

  private static Http.Answer wrong(Http client) {
    return client.post(
        "api/v1/auth/login",
        Map.of("email", "nobody@nodes.example", "password", "wrong-Lantern-49-quiet"));
  }

  @Test
  void keyWhenRotatedAtOneNodeThenBothTakeTokensOfBothKeys() throws InterruptedException {
    Http client = at(one, "10.68.5.1");
    Http there = at(other, "10.68.5.1");
    Tokens before = owner.signIn(client);
    Tokens beforeThere = owner.signIn(there);
    Http.Answer rotated =
        client.bearer(before.access()).post("api/v1/keys/rotate", Map.of("now", true));
    assertEquals(200, rotated.status(), rotated::toString);
    Tokens after = refresh(client, before);
    assertNotEquals(kid(before), kid(after));
    assertEquals(200, there.bearer(after.access()).get(WHO_AM_I).status(), "at once");
    for (Tokens tokens : List.of(before, beforeThere, after)) {
      assertEquals(200, client.bearer(tokens.access()).get(WHO_AM_I).status());
      assertEquals(200, there.bearer(tokens.access()).get(WHO_AM_I).status());
    }
    awaitSoon(() -> kid(owner.signIn(there)).equals(kid(after)));
  }

  private static String kid(Tokens tokens) {
    return Jws.of(tokens.access()).headerObject().path("kid").asText();
  }

  @Test
  void signInElsewhereWhenTheBrowserComesBackToTheOtherNodeThenIn() {
    provider.person = Person.verified("ada", "ada@example.org");
    assertEquals(200, new Residents(one, post).invite(List.of("ada@example.org")).status());
    String invitation = post.token("ada@example.org", 1);
    Http browser =
        at(one, "10.68.6.1").withCookies().with("Accept", "text/html,application/xhtml+xml");
    Http.Answer away = browser.get("api/v1/oidc/login?invitation=" + invitation);
    assertEquals(302, away.status(), away::toString);
    URI back = OpenIdProvider.visit(URI.create(away.header("Location").orElseThrow()));
    Http.Answer in =
        browser
            .at(other.base().toString())
            .get(back.getRawPath().replaceFirst("^/gatehouse/", "") + "?" + back.getRawQuery());
    assertEquals(302, in.status(), in::toString);
    assertTrue(in.header("Location").orElse("").endsWith("/gatehouse/"), in::toString);
    assertEquals(
        "ada@example.org",
        browser.with("Accept", "application/json").get(WHO_AM_I).json().path("name").asText());
  }

  @Test
  void clientsWhenOneNodeIsKilledUnderLoadThenEverybodyGoesOnAtTheOther() throws Exception {
    List<Tokens> begun = new ArrayList<>();
    for (int i = 1; i <= 6; i++) {
      begun.add(owner.signIn(anywhere("10.68.7." + i)));
    }
    ExecutorService threads = Executors.newCachedThreadPool();
    try {
      long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(6);
      List<Future<List<Tokens>>> clients = new ArrayList<>();
      for (int i = 0; i < begun.size(); i++) {
        Http client = anywhere("10.68.7." + (i + 1));
        Tokens first = begun.get(i);
        clients.add(threads.submit(() -> refreshUntil(end, client, first)));
      }
      TimeUnit.SECONDS.sleep(2);
      one.kill();
      for (int i = 0; i < clients.size(); i++) {
        List<Tokens> received = clients.get(i).get();
        assertTrue(received.size() > 5, () -> "too few refreshes: " + received.size());
        Tokens last = received.get(received.size() - 1);
        Http client = at(other, "10.68.7." + (i + 1));
        assertEquals(200, client.bearer(last.access()).get(WHO_AM_I).status());
        Tokens next = refresh(client, last);
        assertEquals(200, client.bearer(next.access()).get("api/v1/sessions").status());
      }
      one.restart();
      assertEquals(200, at(one, "10.68.7.9").bearer(begun.get(0).access()).get(WHO_AM_I).status());
    } finally {
      threads.shutdownNow();
    }
  }

  /** All that a client received; an answer that is lost is asked for again. */
  private static List<Tokens> refreshUntil(long end, Http client, Tokens first) {
    List<Tokens> received = new ArrayList<>(List.of(first));
    while (System.nanoTime() < end) {
      Tokens last = received.get(received.size() - 1);
      try {
        Http.Answer answer = client.post(REFRESH, Map.of("refreshToken", last.refresh()));
        if (answer.status() != 502) {
          received.add(Tokens.of(answer));
        }
      } catch (UncheckedIOException lost) {
        assertFalse(received.isEmpty());
      }
    }
    return received;
  }

  @Test
  void startWhenANodeHasOtherSecretsThenRefused(@TempDir Path others) {
    String log =
        RunningServer.startExpectingFailure(
            launch(RoundRobin.port()).with("SECRETKEY_PATH", others.toString()));
    assertTrue(log.contains("another main encryption key"), log);
    assertEquals(200, anywhere("10.68.8.1").get("api/v1/ping").status());
  }

  @Test
  void reencryptWhenNodesRunThenRefused() {
    CommandLine.Outcome outcome =
        CommandLine.of(one)
            .with(
                Map.of(
                    "DATABASE_TYPE",
                    "postgres",
                    "DATABASE_URL",
                    postgres.url(database),
                    "SECRETKEY_PATH",
                    secrets.toString()))
            .run("secrets", "reencrypt");
    assertEquals(1, outcome.code(), outcome::toString);
    assertTrue(outcome.err().contains("a Gatehouse runs on this database"), outcome::toString);
  }

  private static void awaitSoon(BooleanSupplier condition) throws InterruptedException {
    awaitTrue(condition, SOON_IN_MILLIS, "the other node");
  }

  private static void awaitTrue(BooleanSupplier condition, long millis, String what)
      throws InterruptedException {
    long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis);
    while (!condition.getAsBoolean()) {
      assertTrue(System.nanoTime() < end, what + " takes too long");
      TimeUnit.MILLISECONDS.sleep(50);
    }
  }
}
