package org.gatehouse.server.attack;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.gatehouse.server.Http;
import org.gatehouse.server.Launch;
import org.gatehouse.server.RunningServer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The default limits: 10 failures an account and address, 60 an address, in five minutes. */
@Tag("ours")
class RateLimitIT {
  private static final int ACCOUNT_LIMIT = 10;
  private static final int ADDRESS_LIMIT = 60;
  private static final String UNKNOWN = "nobody.knows@attacked.example";
  private static final String WRONG = "wrong-Lantern-49-quiet";

  private static RunningServer server;

  @BeforeAll
  static void start() {
    server =
        RunningServer.start(
            Launch.fresh()
                .with("TRUST_PROXY", "127.0.0.1/32")
                // All are wrong with the same account; what becomes of it: VictimIT.
                .with("LOGIN_DELAY_AFTER", "1000000")
                .with("FLOWISE_USERNAME", "night-watch")
                .with("FLOWISE_PASSWORD", "Copper-kettle-71-loud"));
    Owner.register(server);
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @Test
  void signInWhenWrongTenTimesThenAlsoRightPasswordIsLimited() {
    Http attacker = from("10.41.0.1");
    failSignIns(attacker, Owner.EMAIL, ACCOUNT_LIMIT);

    assertLimited(Owner.tryToSignIn(attacker, Owner.EMAIL, WRONG));
    assertLimited(Owner.tryToSignIn(attacker, Owner.EMAIL, Owner.PASSWORD));
    assertLimited(Owner.tryToSignIn(attacker, Owner.EMAIL.toUpperCase(Locale.ROOT), WRONG));
    assertLimited(attacker.with("Authorization", basic(Owner.EMAIL, WRONG)).get("api/v1/whoami"));

    assertEquals(200, Owner.tryToSignIn(from("10.41.0.2"), Owner.EMAIL, Owner.PASSWORD).status());
    assertEquals(401, Owner.tryToSignIn(attacker, UNKNOWN, WRONG).status(), "another account");
  }

  @Test
  void signInWhenAccountIsUnknownThenLimitedAlike() {
    List<ObjectNode> known = answers("10.41.1.1", Owner.EMAIL);
    List<ObjectNode> unknown = answers("10.41.1.2", UNKNOWN);

    assertEquals(known, unknown);
    assertEquals(401, known.get(ACCOUNT_LIMIT - 1).path("status").asInt());
    assertEquals(429, known.get(ACCOUNT_LIMIT).path("status").asInt());
  }

  @Test
  void signInWhenRightThenNotCounted() {
    Http client = from("10.41.2.1");
    failSignIns(client, Owner.EMAIL, ACCOUNT_LIMIT - 1);
    for (int i = 0; i < 5; i++) {
      Owner.signIn(client);
    }
    assertEquals(401, Owner.tryToSignIn(client, Owner.EMAIL, WRONG).status());
    assertLimited(Owner.tryToSignIn(client, Owner.EMAIL, Owner.PASSWORD));
  }

  @Test
  void addressWhenWrongForManyAccountsThenLimitedForAll() {
    Http attacker = from("10.41.3.1");
    for (int i = 0; i < ADDRESS_LIMIT; i++) {
      Http.Answer answer = Owner.tryToSignIn(attacker, "user" + i + "@attacked.example", WRONG);
      assertEquals(401, answer.status(), answer::toString);
      if (i == ADDRESS_LIMIT / 2) {
        Owner.signIn(attacker);
      }
    }
    assertLimitedSoon(() -> Owner.tryToSignIn(attacker, "one.more@attacked.example", WRONG));
    assertLimited(Owner.tryToSignIn(attacker, Owner.EMAIL, Owner.PASSWORD));
    Owner.signIn(from("10.41.3.2"));
  }

  @Test
  void basicWhenWrongThenCountsWithSignIns() {
    Http client = from("10.41.4.1");
    Http wrong = client.with("Authorization", basic(Owner.EMAIL, WRONG));
    for (int i = 0; i < ACCOUNT_LIMIT; i++) {
      Http.Answer answer = wrong.get("api/v1/whoami");
      assertEquals(401, answer.status(), answer::toString);
    }
    assertLimited(wrong.get("api/v1/whoami"));
    assertLimited(Owner.tryToSignIn(client, Owner.EMAIL, Owner.PASSWORD));
  }

  @Test
  void basicWhenNameIsUnknownThenOperatorsNameIsNotTold() {
    for (String door : List.of("whoami", "basic-auth")) {
      String address = "10.41.5." + door.length();
      for (int i = 0; i < ACCOUNT_LIMIT; i++) {
        assertEquals(401, basicAttempt(address, door, "guess-" + i).status());
      }
      assertEquals(
          basicAttempt(address, door, "guess-x").status(),
          basicAttempt(address, door, "night-watch").status(),
          door);
      for (int i = 1; i < ACCOUNT_LIMIT; i++) {
        assertEquals(401, basicAttempt(address, door, "night-watch").status());
      }
      assertLimited(basicAttempt(address, door, "night-watch"));
    }
  }

  @Test
  void refreshAndRegistrationWhenWrongTooOftenThenLimited() {
    Http client = from("10.41.6.1");
    for (int i = 0; i < 120; i++) {
      assertEquals(401, Owner.refresh(client, "x").status());
    }
    assertLimitedSoon(() -> Owner.refresh(client, "x"));
    assertEquals(401, Owner.refresh(from("10.41.6.2"), "x").status());

    for (int i = 0; i < 20; i++) {
      assertEquals(400, register(client).status());
    }
    assertLimited(register(client));
    assertEquals(400, register(from("10.41.6.2")).status());
    Owner.signIn(client);
  }

  @Test
  void addressWhenInOneIpv6NetworkThenCountedTogether() {
    for (int i = 0; i < ACCOUNT_LIMIT; i++) {
      failSignIns(from("2001:db8:41:7::" + Integer.toHexString(i + 1)), Owner.EMAIL, 1);
    }
    assertLimited(Owner.tryToSignIn(from("2001:db8:41:7:ffff:1:2:3"), Owner.EMAIL, Owner.PASSWORD));
    Owner.signIn(from("2001:db8:41:8::1"));
    assertLimited(Owner.tryToSignIn(from("2001:DB8:41:7::99"), Owner.EMAIL, WRONG));
  }

  @Test
  void addressWhenIpv4IsWrittenAsIpv6ThenCountedTogether() {
    failSignIns(from("10.41.8.1"), UNKNOWN, ACCOUNT_LIMIT);

    assertLimited(Owner.tryToSignIn(from("::ffff:10.41.8.1"), UNKNOWN, WRONG));
  }

  @Test
  void addressWhenClientWritesForwardedForThenProxysWordCounts() {
    for (int i = 0; i < ACCOUNT_LIMIT; i++) {
      failSignIns(from("10.200.0." + i + ", 10.41.9.1"), UNKNOWN, 1);
    }
    assertLimited(Owner.tryToSignIn(from("10.200.0.99, 10.41.9.1"), UNKNOWN, WRONG));
    assertLimited(Owner.tryToSignIn(from("nonsense,,10.41.9.1"), UNKNOWN, WRONG));
    assertEquals(401, Owner.tryToSignIn(from("10.41.9.1, 10.41.9.2"), UNKNOWN, WRONG).status());
  }

  @Test
  void addressWhenNoProxyIsTrustedThenForwardedForIsIgnored() {
    try (RunningServer direct = RunningServer.start(Launch.fresh())) {
      for (int i = 0; i < ACCOUNT_LIMIT; i++) {
        Http client =
            Http.to(direct)
                .from("10.41.10." + i)
                .with("Forwarded", "for=10.41.11." + i)
                .with("X-Real-IP", "10.41.12." + i);
        failSignIns(client, UNKNOWN, 1);
      }
      assertLimited(Owner.tryToSignIn(Http.to(direct).from("10.41.10.99"), UNKNOWN, WRONG));
    }
  }

  @Test
  void signInsWhenParallelThenLimitHolds() throws InterruptedException, ExecutionException {
    Http attacker = from("10.41.13.1");
    ExecutorService threads = Executors.newFixedThreadPool(40);
    try {
      Callable<Integer> attempt = () -> Owner.tryToSignIn(attacker, Owner.EMAIL, WRONG).status();
      List<Integer> statuses = new ArrayList<>();
      for (Future<Integer> answer :
          threads.invokeAll(IntStream.range(0, 40).mapToObj(i -> attempt).toList())) {
        statuses.add(answer.get());
      }
      assertEquals(
          ACCOUNT_LIMIT, statuses.stream().filter(s -> s == 401).count(), statuses::toString);
      assertEquals(
          40 - ACCOUNT_LIMIT, statuses.stream().filter(s -> s == 429).count(), statuses::toString);
    } finally {
      threads.shutdownNow();
    }
  }

  private static Http from(String address) {
    return Http.to(server).from(address);
  }

  private static void failSignIns(Http client, String email, int times) {
    for (int i = 0; i < times; i++) {
      Http.Answer answer = Owner.tryToSignIn(client, email, WRONG);
      assertEquals(401, answer.status(), answer::toString);
    }
  }

  /** While so many are made, some of what is allowed comes back. */
  private static void assertLimitedSoon(Supplier<Http.Answer> attempt) {
    Http.Answer answer = attempt.get();
    for (int i = 0; i < 20 && answer.status() == 401; i++) {
      answer = attempt.get();
    }
    assertLimited(answer);
  }

  private static void assertLimited(Http.Answer answer) {
    assertEquals(429, answer.status(), answer::toString);
    JsonNode problem = answer.json();
    assertEquals("urn:gatehouse:problem:authentication_rate_limit", problem.path("type").asText());
    assertEquals("application/problem+json", answer.mediaType());
    int wait = Integer.parseInt(answer.header("Retry-After").orElse("absent"));
    assertTrue(wait > 0 && wait <= 3600, () -> "Retry-After: " + wait);
  }

  /** What eleven and one more wrong sign-ins are told, without what differs each time. */
  private static List<ObjectNode> answers(String address, String email) {
    List<ObjectNode> answers = new ArrayList<>();
    for (int i = 0; i < ACCOUNT_LIMIT + 2; i++) {
      ObjectNode problem = (ObjectNode) Owner.tryToSignIn(from(address), email, WRONG).json();
      problem.remove("requestId");
      answers.add(problem);
    }
    return answers;
  }

  private static Http.Answer basicAttempt(String address, String door, String name) {
    return door.equals("whoami")
        ? from(address).with("Authorization", basic(name, WRONG)).get("api/v1/whoami")
        : from(address)
            .post("api/v1/account/basic-auth", Map.of("username", name, "password", WRONG));
  }

  private static Http.Answer register(Http client) {
    return client.post("api/v1/account/register", Owner.registration("x"));
  }

  private static String basic(String name, String password) {
    byte[] pair = (name + ":" + password).getBytes(StandardCharsets.UTF_8);
    return "Basic " + Base64.getEncoder().encodeToString(pair);
  }
}
