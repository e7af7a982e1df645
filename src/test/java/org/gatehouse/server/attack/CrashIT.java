package org.gatehouse.server.attack;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.gatehouse.server.Http;
import org.gatehouse.server.Launch;
import org.gatehouse.server.RunningServer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * {@code kill -9} at the worst moment: what was answered holds, what was not is whole or absent.
 */
@Tag("ours")
class CrashIT {
  private static final boolean QUICK_SERVER =
      "embedded".equals(System.getProperty("gatehouse.server"));
  private static final int ROUNDS = QUICK_SERVER ? 4 : 2;
  private static final int CLIENTS = 8;

  /** About what a registration takes, bcrypt and the first use of many classes included. */
  private static final int LONGEST_WAIT_MILLIS = QUICK_SERVER ? 700 : 1200;

  private static RunningServer server;

  @BeforeAll
  static void start() {
    // The restart of a slow server must not outlast the grace that a lost answer is given.
    server = RunningServer.start(Launch.fresh().with("REFRESH_TOKEN_GRACE_IN_SECONDS", "300"));
    Owner.register(server);
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @Test
  void registrationWhenKilledThenAccountIsWholeOrAbsent() throws InterruptedException {
    RunningServer own = RunningServer.start(Launch.fresh());
    try {
      for (int round = 0; round < ROUNDS; round++) {
        int wait = ThreadLocalRandom.current().nextInt(LONGEST_WAIT_MILLIS);
        String when = "killed after " + wait + " ms";
        String setupToken = Owner.setupToken(own);
        Http client = Http.to(own);
        CompletableFuture<Integer> answer =
            CompletableFuture.supplyAsync(
                () ->
                    client
                        .post("api/v1/account/register", Owner.registration(setupToken))
                        .status());
        TimeUnit.MILLISECONDS.sleep(wait);
        own.kill();
        boolean answered = answer.handle((status, lost) -> lost == null && status == 201).join();
        own.restart();

        boolean isSetUp = isSetUp(client);
        if (answered) {
          assertTrue(isSetUp, when + ": an answered registration was lost");
        }
        if (!isSetUp) {
          assertEquals(setupToken, Owner.setupToken(own), when + ": the token changed");
          assertNobody(client, when);
          continue;
        }
        assertWhole(client, when);
        assertFalse(Files.exists(own.home().resolve("setup-token")), when);
        Http.Answer again = client.post("api/v1/account/register", Owner.registration(setupToken));
        assertEquals(400, again.status(), () -> when + again);
        own.stop();
        own = RunningServer.start(Launch.fresh());
      }
      Owner.register(own);
      assertWhole(Http.to(own), "in the end");
    } finally {
      own.close();
    }
  }

  @Test
  void refreshWhenKilledRightAfterTheAnswerThenLastTokenWorks() {
    Http client = Http.to(server);
    String first = refreshToken(Owner.signIn(client));
    String second = refreshToken(refreshed(client, first));
    String third = refreshToken(refreshed(client, second));
    server.kill();
    server.restart();

    // Its answer may have been lost, and its row, too, but not the way on.
    assertEquals(200, whoAmI(client, refreshed(client, second)));
    JsonNode fourth = refreshed(client, third);
    assertEquals(200, whoAmI(client, fourth));

    assertEquals(401, Owner.refresh(client, first).status(), "an older one is refused");
    assertEquals(
        401, Owner.refresh(client, refreshToken(fourth)).status(), "and has ended the session");
    assertEquals(401, whoAmI(client, fourth));
  }

  @Test
  void refreshesWhenKilledInTheStormThenEveryClientGoesOn()
      throws InterruptedException, ExecutionException {
    Http client = Http.to(server);
    List<String> tokens = new ArrayList<>();
    for (int i = 0; i < CLIENTS; i++) {
      tokens.add(refreshToken(Owner.signIn(client)));
    }
    ExecutorService threads = Executors.newFixedThreadPool(CLIENTS);
    try {
      List<Future<List<String>>> histories =
          tokens.stream().map(token -> threads.submit(() -> refreshUntilDeath(token))).toList();
      TimeUnit.MILLISECONDS.sleep(1500 + ThreadLocalRandom.current().nextInt(500));
      server.kill();
      for (Future<List<String>> history : histories) {
        history.get();
      }
      server.restart();
      for (Future<List<String>> history : histories) {
        List<String> received = history.get();
        assertTrue(received.size() > 3, () -> "too few refreshes: " + received.size());
        JsonNode next = refreshed(client, received.get(received.size() - 1));
        assertEquals(200, whoAmI(client, next));
        JsonNode afterNext = refreshed(client, refreshToken(next));
        assertEquals(200, whoAmI(client, afterNext));
        assertEquals(401, Owner.refresh(client, received.get(0)).status(), "the oldest");
      }
    } finally {
      threads.shutdownNow();
    }
  }

  @Test
  void logoutWhenKilledRightAfterTheAnswerThenTokensStayDead() {
    Http client = Http.to(server);
    JsonNode user = Owner.signIn(client);
    JsonNode other = Owner.signIn(client);
    Http.Answer answer =
        client.bearer(user.path("accessToken").asText()).post("api/v1/account/logout", Map.of());
    server.kill();
    assertEquals(200, answer.status(), answer::toString);
    server.restart();

    assertEquals(401, whoAmI(client, user));
    assertEquals(401, Owner.refresh(client, refreshToken(user)).status());
    assertEquals(200, whoAmI(client, other));
    assertEquals(200, Owner.refresh(client, refreshToken(other)).status());
  }

  /** Every refresh token that was received, the newest last. */
  private static List<String> refreshUntilDeath(String token) {
    Http client = Http.to(server);
    List<String> received = new ArrayList<>(List.of(token));
    while (true) {
      try {
        received.add(refreshToken(refreshed(client, received.get(received.size() - 1))));
      } catch (UncheckedIOException killed) {
        return received;
      }
    }
  }

  private static boolean isSetUp(Http client) {
    String redirect =
        client.post("api/v1/auth/resolve", Map.of()).json().path("redirectUrl").asText();
    assertTrue(List.of("/signin", "/organization-setup").contains(redirect), redirect);
    return redirect.equals("/signin");
  }

  private static void assertNobody(Http client, String when) {
    Http.Answer answer = Owner.tryToSignIn(client, Owner.EMAIL, Owner.PASSWORD);
    assertEquals(401, answer.status(), () -> when + ": half an account " + answer);
  }

  private static void assertWhole(Http client, String when) {
    JsonNode user = Owner.signIn(client);
    assertEquals(Owner.EMAIL, user.path("email").asText(), when);
    assertTrue(user.path("isOrganizationAdmin").asBoolean(), when);
    assertEquals(1, user.path("assignedWorkspaces").size(), when);
    for (String id : List.of("id", "roleId", "activeOrganizationId", "activeWorkspaceId")) {
      assertEquals(36, user.path(id).asText().length(), () -> when + " " + id + " in " + user);
    }
    String trail = Owner.auditTrail(client, user.path("accessToken").asText()).toString();
    assertTrue(trail.toLowerCase(Locale.ROOT).contains("register"), when + trail);
  }

  private static JsonNode refreshed(Http client, String token) {
    Http.Answer answer = Owner.refresh(client, token);
    assertEquals(200, answer.status(), answer::toString);
    return answer.json();
  }

  private static int whoAmI(Http client, JsonNode user) {
    return client.bearer(user.path("accessToken").asText()).get("api/v1/whoami").status();
  }

  private static String refreshToken(JsonNode user) {
    return user.path("refreshToken").asText();
  }
}
