package org.gatehouse.server.registration;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.gatehouse.server.Http;
import org.gatehouse.server.Launch;
import org.gatehouse.server.Owner;
import org.gatehouse.server.RunningServer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Twenty people with the set-up token register at the same moment; then, what came of it. */
@Tag("families")
class FirstOwnerIT {
  private static final int RACERS = 20;
  private static final String PASSWORD = "quiet lantern over 7 hills";
  private static final String RESOLVE = "api/v1/auth/resolve";
  private static final String REGISTER = "api/v1/account/register";

  private static RunningServer server;
  private static Http client;
  private static String token;
  private static String permissions;
  private static Http.Answer resolvedBefore;
  private static List<Http.Answer> answers;

  @BeforeAll
  static void race() throws Exception {
    server = RunningServer.start(Launch.fresh().with("TRUST_PROXY", "127.0.0.1/32"));
    client = Http.to(server).from("10.5.0.1");
    token = Owner.setupToken(server);
    permissions = PosixFilePermissions.toString(Files.getPosixFilePermissions(tokenFile()));
    resolvedBefore = client.post(RESOLVE, Map.of());
    answers = registerAtOnce();
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @Test
  void resolveWhenThereIsNoOwnerThenSetUp() {
    assertEquals(200, resolvedBefore.status(), resolvedBefore::toString);
    assertEquals("{\"redirectUrl\":\"/organization-setup\"}", resolvedBefore.json().toString());
  }

  @Test
  void resolveWhenThereIsAnOwnerThenSignIn() {
    Http.Answer answer = client.post(RESOLVE, Map.of());

    assertEquals(200, answer.status(), answer::toString);
    assertEquals("{\"redirectUrl\":\"/signin\"}", answer.json().toString());
  }

  @Test
  void setupTokenWhenThereIsNoOwnerThenItsFileIsReadableByTheServersUserAlone() {
    assertEquals("rw-------", permissions);
    assertTrue(token.length() >= 43, "256 bits in base64url are 43 characters");
  }

  @Test
  void setupTokenWhenTheOwnerIsThereThenItsFileIsGone() {
    assertFalse(Files.exists(tokenFile()));
  }

  @Test
  void registerWhenTwentyHaveTheTokenThenOneIsTheOwnerAndTheOthersAreRefused() {
    Map<Integer, Integer> statuses = new HashMap<>();
    answers.forEach(answer -> statuses.merge(answer.status(), 1, Integer::sum));

    assertEquals(Map.of(201, 1, 400, RACERS - 1), statuses, answers::toString);
    for (Http.Answer answer : answers) {
      if (answer.status() == 400) {
        assertRefusedToken(answer);
      }
    }
  }

  @Test
  void registerWhenDoneThenAnswersTheFiveMembersOfTheContract() {
    JsonNode body = winner().json();

    assertEquals(
        Set.of("user", "organization", "organizationUser", "workspace", "workspaceUser"),
        names(body));
    assertEquals("active", body.at("/user/status").textValue());
    assertEquals("Acme", body.at("/organization/name").textValue());
    assertEquals(body.at("/organization/id"), body.at("/organizationUser/organizationId"));
    assertEquals(body.at("/organization/id"), body.at("/workspace/organizationId"));
    assertEquals(body.at("/workspace/id"), body.at("/workspaceUser/workspaceId"));
    for (String id : List.of("/user/id", "/organization/id", "/workspace/id")) {
      String text = body.at(id).asText();
      assertEquals(text, UUID.fromString(text).toString());
    }
    for (String member : List.of("/organizationUser", "/workspaceUser")) {
      assertEquals(body.at("/user/id"), body.at(member + "/userId"));
      assertTrue(body.at(member + "/roleId").isTextual());
    }
    for (JsonNode part : body) {
      String created = part.path("createdDate").asText();
      assertTrue(created.matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z"), created);
    }
  }

  @Test
  void registerWhenDoneThenNoSecretIsInTheAnswerNorInTheLog() {
    for (String secret : List.of(PASSWORD, "$2a$", "$2b$", "credential", "tempToken", "password")) {
      assertFalse(winner().text().contains(secret), secret);
    }
    assertFalse(winner().text().contains(token));
    assertFalse(server.output().contains(PASSWORD));
  }

  @Test
  void registerWhenDoneThenTheTokenIsOfNoMoreUse() {
    assertRefusedToken(
        client.from("10.5.0.2").post(REGISTER, registration("late@example.org", token)));
    assertRefusedToken(
        client.from("10.5.0.2").post(REGISTER, registration("late@example.org", "")));
  }

  @Test
  void registerWhenTwentyRacedThenOneOwnerIsWrittenAndSignsIn() {
    int accounts = 0;
    String access = "";
    for (int racer = 0; racer < RACERS; racer++) {
      Http.Answer answer =
          client
              .from("10.5.1." + racer)
              .post("api/v1/auth/login", Map.of("email", email(racer), "password", PASSWORD));
      if (answer.status() == 200) {
        accounts++;
        access = answer.json().path("accessToken").asText();
      }
    }
    assertEquals(1, accounts);
    JsonNode events = client.bearer(access).get("api/v1/audit-events?limit=200").json();
    assertEquals(
        1,
        events.path("items").findValuesAsText("action").stream()
            .filter("REGISTER"::equals)
            .count());
  }

  private static List<Http.Answer> registerAtOnce() throws Exception {
    CyclicBarrier start = new CyclicBarrier(RACERS);
    List<Callable<Http.Answer>> requests = new ArrayList<>();
    for (int racer = 0; racer < RACERS; racer++) {
      Map<String, Object> body = registration(email(racer), token);
      requests.add(
          () -> {
            start.await(30, TimeUnit.SECONDS);
            return client.post(REGISTER, body);
          });
    }
    ExecutorService threads = Executors.newFixedThreadPool(RACERS);
    try {
      List<Http.Answer> all = new ArrayList<>();
      for (Future<Http.Answer> answer : threads.invokeAll(requests)) {
        all.add(answer.get());
      }
      return all;
    } finally {
      threads.shutdownNow();
    }
  }

  private static String email(int racer) {
    return "racer" + racer + "@example.org";
  }

  private static Map<String, Object> registration(String email, String presented) {
    return Map.of(
        "user",
        Map.of("name", "Ada", "email", email, "credential", PASSWORD, "tempToken", presented),
        "organization",
        Map.of("name", "Acme"));
  }

  private static Http.Answer winner() {
    return answers.stream().filter(answer -> answer.status() == 201).findFirst().orElseThrow();
  }

  private static Path tokenFile() {
    return server.home().resolve("setup-token");
  }

  private static Set<String> names(JsonNode object) {
    Set<String> names = new TreeSet<>();
    object.fieldNames().forEachRemaining(names::add);
    return names;
  }

  private static void assertRefusedToken(Http.Answer answer) {
    assertEquals(400, answer.status(), answer::toString);
    assertEquals("Invalid Temporary Token", answer.json().get("message").textValue());
  }
}
