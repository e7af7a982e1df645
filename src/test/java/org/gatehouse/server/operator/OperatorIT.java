package org.gatehouse.server.operator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.gatehouse.server.Http;
import org.gatehouse.server.Launch;
import org.gatehouse.server.Owner;
import org.gatehouse.server.RunningServer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What the operator can do with the token in the data directory, and nobody without it. */
@Tag("ours")
class OperatorIT {
  private static final String HEADER = "X-Gatehouse-Operator";
  private static final String USERS = "api/v1/operator/users";
  private static final String RESET = "api/v1/operator/users/reset-password";
  private static final String MAIL_TEST = "api/v1/operator/mail-test";
  private static final String OWNERS = "api/v1/operator/owners";

  private static RunningServer server;
  private static Owner owner;

  @BeforeAll
  static void start() {
    server =
        RunningServer.start(
            Launch.fresh()
                .with("TRUST_PROXY", "127.0.0.1/32")
                .with("APP_URL", "https://public.example.org"));
    owner = Owner.of(server);
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @Test
  void requestWhenTheTokenIsNotThereOrWrongThenTheSame401() throws IOException {
    Http stranger = Http.to(server).from("10.77.0.1");
    String signedIn = owner.signIn(owner.client("10.77.0.2")).access();
    for (Http client :
        List.of(
            stranger,
            stranger.with(HEADER, ""),
            stranger.with(HEADER, "A".repeat(43)),
            stranger.bearer(signedIn),
            stranger.with(HEADER, signedIn))) {
      for (Http.Answer answer :
          List.of(client.get(USERS), client.post(RESET, Map.of("email", owner.email())))) {
        assertEquals(401, answer.status(), answer::toString);
        assertTrue(answer.header("WWW-Authenticate").isPresent(), answer::toString);
        assertFalse(answer.text().contains("link"), answer::toString);
      }
    }
    Http.Answer limited = stranger.post(OWNERS, Map.of("email", "eve@example.org"));
    assertEquals(429, limited.status(), limited::toString);
    assertTrue(limited.header("Retry-After").isPresent(), limited::toString);
    assertEquals(200, stranger.with(HEADER, token()).get(USERS).status());
  }

  @Test
  void tokenThenInAFileForTheServersUserAlone() throws IOException {
    assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file())));
    assertFalse(server.output().contains(token()), "in no log");
  }

  @Test
  void resetPasswordThenALinkAtThePublicAddress() throws IOException {
    Http.Answer answer =
        operator().post(RESET, Map.of("email", owner.email().toUpperCase(Locale.ROOT)));
    assertEquals(200, answer.status(), answer::toString);
    assertTrue(
        answer
            .json()
            .path("link")
            .asText()
            .matches("https://public\\.example\\.org/gatehouse/reset-password\\?token=[\\w-]{43}"),
        answer::toString);
    assertEquals("no-store", answer.header("Cache-Control").orElse(""), answer::toString);
    assertEquals(409, operator().post(MAIL_TEST, Map.of("email", owner.email())).status());
    assertEquals(404, operator().post(RESET, Map.of("email", "nobody@example.org")).status());
    assertEquals(400, operator().post(RESET, Map.of("email", "no address")).status());
    assertEquals(400, operator().post(RESET, Map.of()).status());
  }

  @Test
  void makeOwnerWhenTheAddressIsNewThenListedAndAudited() throws IOException {
    Http.Answer answer =
        operator()
            .post(OWNERS, Map.of("email", "rescue@example.org", "status", "deleted", "id", "1"));
    assertEquals(200, answer.status(), answer::toString);
    assertTrue(answer.json().path("created").asBoolean(), answer::toString);
    assertTrue(answer.json().path("link").isTextual(), answer::toString);
    Http.Answer list = operator().get(USERS + "?limit=200");
    assertTrue(
        list.json().path("items").findValuesAsText("email").contains("rescue@example.org"),
        list::toString);
    assertTrue(
        owner.auditEvents().stream().anyMatch(event -> isOwnerAddByOperator(event)), "recorded");
  }

  @Test
  void stopThenTheTokenIsGoneAndTheNextStartMakesAnother() throws IOException {
    RunningServer other = RunningServer.start(Launch.fresh());
    Path file = other.home().resolve("operator-token");
    String first = Files.readString(file);
    other.stop();
    assertFalse(Files.exists(file));
    try (RunningServer again = RunningServer.start(Launch.fresh().on(other.home()))) {
      assertNotEquals(first, Files.readString(again.home().resolve("operator-token")));
    }
  }

  private static boolean isOwnerAddByOperator(JsonNode event) {
    return event.path("action").asText().equals("OWNER_ADD")
        && event.path("detail").asText().equals("operator");
  }

  private static Http operator() throws IOException {
    return Http.to(server).from("10.77.0.9").with(HEADER, token());
  }

  private static Path file() {
    return server.home().resolve("operator-token");
  }

  private static String token() throws IOException {
    return Files.readString(file()).strip();
  }
}
