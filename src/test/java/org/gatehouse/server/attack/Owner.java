package org.gatehouse.server.attack;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.Map;
import org.gatehouse.server.Http;
import org.gatehouse.server.RunningServer;

/** The first owner of a server that a test has for itself. */
final class Owner {
  static final String EMAIL = "olivia.owner@attacked.example";
  static final String PASSWORD = "marble-Lantern-49-quiet";

  private Owner() {}

  /** Registers the owner with the token in the file. */
  static JsonNode register(RunningServer server) {
    Http.Answer answer =
        Http.to(server).post("api/v1/account/register", registration(setupToken(server)));
    assertEquals(201, answer.status(), answer::toString);
    return answer.json();
  }

  static Map<String, Object> registration(String setupToken) {
    return Map.of(
        "user",
        Map.of("name", "Olivia", "email", EMAIL, "credential", PASSWORD, "tempToken", setupToken),
        "organization",
        Map.of("name", "Attacked Ltd"));
  }

  static String setupToken(RunningServer server) {
    try {
      return Files.readString(server.home().resolve("setup-token")).strip();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Signs in and gives back the user object with its tokens. */
  static JsonNode signIn(Http client) {
    Http.Answer answer = tryToSignIn(client, EMAIL, PASSWORD);
    assertEquals(200, answer.status(), answer::toString);
    return answer.json();
  }

  static Http.Answer tryToSignIn(Http client, String email, String password) {
    return client.post("api/v1/auth/login", Map.of("email", email, "password", password));
  }

  static Http.Answer refresh(Http client, String refreshToken) {
    return client.post("api/v1/auth/refreshToken", Map.of("refreshToken", refreshToken));
  }

  /** The newest page of the audit trail; equal pages mean that nothing was recorded between. */
  static JsonNode auditTrail(Http client, String accessToken) {
    Http.Answer answer = client.bearer(accessToken).get("api/v1/audit-events?limit=200");
    assertEquals(200, answer.status(), answer::toString);
    return answer.json();
  }
}
