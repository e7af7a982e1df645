package org.gatehouse.server.attack;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.gatehouse.server.Http;
import org.gatehouse.server.Launch;
import org.gatehouse.server.Owner;
import org.gatehouse.server.RunningServer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * A thousand strangers try the password of one account: it is not theirs, and still its owner's.
 */
@Tag("ours")
class VictimIT {
  private static final String LOGIN = "api/v1/auth/login";
  private static final int STRANGERS = 1000;

  private static RunningServer server;
  private static Owner victim;

  /** Two that the victim has signed in with before; each is counted by itself. */
  private static Http browser;

  private static Http otherBrowser;

  @BeforeAll
  static void start() {
    server = RunningServer.start(Launch.fresh().with("TRUST_PROXY", "127.0.0.1/32"));
    victim = Owner.of(server);
    browser = knownBrowser("10.60.0.1");
    otherBrowser = knownBrowser("10.62.0.1");
  }

  private static Http knownBrowser(String address) {
    Http known = webClient(address).withCookies();
    assertEquals(200, known.post(LOGIN, victim.credentials()).status());
    assertTrue(isKnown(known));
    return known;
  }

  private static boolean isKnown(Http client) {
    return client.cookies().stream()
        .anyMatch(cookie -> cookie.getName().equals("gatehouse-browser"));
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @Test
  void signInWhenAThousandStrangersAttackThenTheyGetAFewTriesAndAKnownBrowserGetsIn()
      throws InterruptedException {
    AtomicInteger tries = new AtomicInteger();
    AtomicInteger refused = new AtomicInteger();
    ExecutorService threads = Executors.newFixedThreadPool(8);
    for (int i = 0; i < STRANGERS; i++) {
      String address = "10.61." + i / 250 + "." + i % 250;
      threads.execute(
          () -> {
            int status = attempt(Http.to(server).from(address));
            (status == 429 ? refused : tries).incrementAndGet();
          });
    }
    threads.shutdown();
    assertTrue(threads.awaitTermination(2, TimeUnit.MINUTES));

    assertEquals(STRANGERS, tries.get() + refused.get());
    // Ten at once, and one at each of the waits of 1, 2, 4, 8, 16, 32, 60 s that has passed.
    assertTrue(tries.get() <= 16, () -> "tries: " + tries);
    assertLimited(webClient("10.60.0.2").post(LOGIN, victim.credentials()));
    assertEquals(200, browser.post(LOGIN, victim.credentials()).status(), "the known browser");
    assertEquals(
        200, browser.from("10.60.0.3").post(LOGIN, victim.credentials()).status(), "elsewhere");
  }

  @Test
  void signInWhenSomebodyAtTheSameAddressHasUsedItUpThenAKnownBrowserGetsInAllTheSame() {
    Http neighbour = Http.to(server).from("10.62.0.1");
    for (int i = 0; i < 70; i++) {
      int unused = attempt(neighbour);
    }
    assertEquals(429, attempt(neighbour));

    assertEquals(200, otherBrowser.post(LOGIN, victim.credentials()).status());
    for (int i = 0; i < 10; i++) {
      assertEquals(401, attempt(otherBrowser), "its own attempts");
    }
    assertLimited(otherBrowser.post(LOGIN, victim.credentials()));
  }

  @Test
  void signInWhenTheCookieIsAnotherAccountsOrForgedThenItOpensNothing() {
    Http honest = webClient("10.63.0.1").withCookies();
    int unused = attempt(honest);
    assertFalse(isKnown(honest), "whoever was wrong is not known");
    for (String forged :
        List.of("", "~~~~", "x".repeat(22) + ".20000." + "y".repeat(43), "z".repeat(2000))) {
      Http client = Http.to(server).from("10.63.0.2").with("Cookie", "gatehouse-browser=" + forged);
      int status = attempt(client);
      assertTrue(status == 401 || status == 429, () -> "status: " + status);
    }
  }

  private static Http webClient(String address) {
    return Http.to(server).from(address).with("x-request-from", "internal");
  }

  private static int attempt(Http client) {
    return client
        .post(LOGIN, Map.of("email", victim.email(), "password", "wrong-Lantern-49-quiet"))
        .status();
  }

  private static void assertLimited(Http.Answer answer) {
    assertEquals(429, answer.status(), answer::toString);
    int wait = Integer.parseInt(answer.header("Retry-After").orElse("absent"));
    assertTrue(wait > 0 && wait <= 60, () -> "Retry-After: " + wait);
  }
}
