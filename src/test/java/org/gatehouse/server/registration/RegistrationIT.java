package org.gatehouse.server.registration;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import org.gatehouse.server.Http;
import org.gatehouse.server.Launch;
import org.gatehouse.server.Owner;
import org.gatehouse.server.RunningServer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Registrations that are refused, and nothing is written by any; at the end the one by the operator
 * succeeds, after which the server has an owner and the other tests would mean nothing.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
@Tag("families")
class RegistrationIT {
  private static final String REGISTER = "api/v1/account/register";
  private static final String PASSWORD = "quiet lantern over 7 hills";
  private static final String EMAIL = "ada@example.org";
  private static final String OPERATOR = "operator";
  private static final String OPERATOR_PASSWORD = "the:operators:word";

  private static RunningServer server;
  private static String token;

  @BeforeAll
  static void start() {
    server =
        RunningServer.start(
            Launch.fresh()
                .with("TRUST_PROXY", "127.0.0.1/32")
                .with("FLOWISE_USERNAME", OPERATOR)
                .with("FLOWISE_PASSWORD", OPERATOR_PASSWORD));
    token = Owner.setupToken(server);
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @AfterEach
  void nothingIsWrittenByARefusal(TestInfo test) {
    if (test.getTags().contains("founds")) {
      return;
    }
    assertEquals(
        "/organization-setup",
        Http.to(server)
            .post("api/v1/auth/resolve", Map.of())
            .json()
            .path("redirectUrl")
            .textValue());
    assertEquals(token, Owner.setupToken(server));
  }

  @Test
  void registerWhenTheTokenIsWrongAbsentOrEmptyThenRefused() {
    String last = token.endsWith("A") ? "B" : "A";
    for (@Nullable String wrong :
        new @Nullable String[] {
          null,
          "",
          " ",
          "x",
          token + "x",
          token.substring(1),
          token.substring(0, token.length() - 1) + last
        }) {
      Http.Answer answer =
          Http.to(server).from("10.6.0.1").post(REGISTER, registration(EMAIL, PASSWORD, wrong));
      assertEquals(400, answer.status(), answer::toString);
      assertEquals("Invalid Temporary Token", answer.json().get("message").textValue());
    }
  }

  @Test
  void registerWhenTheTokenIsNullThenRefused() {
    Http.Answer answer =
        postJson(
            "10.6.0.2",
            "{\"user\":{\"name\":\"Ada\",\"email\":\"ada@example.org\",\"credential\":\""
                + PASSWORD
                + "\",\"tempToken\":null}}");

    assertEquals(400, answer.status(), answer::toString);
    assertEquals("Invalid Temporary Token", answer.json().get("message").textValue());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "short",
        "password",
        "password123",
        "aaaaaaaaaaaa",
        "12345678901",
        "qwertyuiop",
        "ada@example.org",
        "gatehouse",
        "",
      })
  void registerWhenThePasswordIsBadThenRefusedWithReasons(String password) {
    Http.Answer answer =
        Http.to(server).from("10.6.0.3").post(REGISTER, registration(EMAIL, password, token));

    assertEquals(400, answer.status(), answer::toString);
    assertEquals("urn:gatehouse:problem:password_refused", answer.json().get("type").asText());
    assertTrue(answer.json().get("errors").isArray());
    assertFalse(answer.json().get("errors").isEmpty());
    answer.json().get("errors").forEach(reason -> assertTrue(reason.textValue().length() > 10));
  }

  @Test
  void registerWhenThePasswordIsTooLongThenRefusedWithAReason() {
    Http.Answer answer =
        Http.to(server)
            .from("10.6.0.3")
            .post(REGISTER, registration(EMAIL, "quiet lantern ".repeat(10), token));

    assertEquals(400, answer.status(), answer::toString);
    assertEquals(1, answer.json().get("errors").size(), answer::toString);
  }

  @Test
  void registerWhenThePasswordIsBadAndTheTokenTooThenNoReasonsAreTold() {
    Http.Answer answer =
        Http.to(server).from("10.6.0.4").post(REGISTER, registration(EMAIL, "short", "wrong"));

    assertEquals("Invalid Temporary Token", answer.json().get("message").textValue());
    assertFalse(answer.json().has("errors"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "ada",
        "ada@",
        "@example.org",
        "ada example@example.org",
        "ada@example..org",
        "ada@127.0.0.1",
        "ada(x)@example.org",
        "ada@example.org\nBcc: b@example.org",
      })
  void registerWhenTheEmailIsNoneThenRefused(String email) {
    Http.Answer answer =
        Http.to(server).from("10.6.0.5").post(REGISTER, registration(email, PASSWORD, token));

    assertEquals(400, answer.status(), answer::toString);
    assertEquals("urn:gatehouse:problem:validation_failed", answer.json().get("type").asText());
    assertTrue(answer.json().get("errors").toString().contains("email"), answer::toString);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{} | user",
        "{\"user\":null} | user",
        "{\"user\":{}} | user.name",
        "{\"user\":{\"name\":\" \",\"email\":\"a@b.example\",\"credential\":\"x\"}} | user.name",
        "{\"user\":{\"name\":\"A\",\"credential\":\"x\"}} | user.email",
        "{\"user\":{\"name\":\"A\",\"email\":\"a@b.example\"}} | user.credential",
        "{\"user\":{\"name\":\"A\",\"email\":7,\"credential\":\"x\"}} | user.email",
        "{\"user\":[]} | user",
        "{\"user\":\"A\"} | user",
      })
  void registerWhenAFieldIsMissingOrWronglyTypedThenTheFieldIsNamed(String body, String field) {
    Http.Answer answer = postJson("10.6.0.6", body);

    assertEquals(400, answer.status(), answer::toString);
    assertTrue(answer.json().path("errors").toString().contains(field), answer::toString);
  }

  @Test
  void registerWhenTheOperatorsPasswordIsWrongThenRefused() {
    Http.Answer answer =
        Http.to(server)
            .from("10.6.0.7")
            .with("Authorization", basic(OPERATOR, "wrong"))
            .post(REGISTER, registration(EMAIL, PASSWORD, null));

    assertEquals(400, answer.status(), answer::toString);
    assertEquals("Invalid Temporary Token", answer.json().get("message").textValue());
  }

  @Test
  @Order(Integer.MAX_VALUE)
  @Tag("founds")
  void registerWhenTheOperatorAsksThenNoTokenIsNeeded() {
    Http.Answer answer =
        Http.to(server)
            .from("10.6.0.8")
            .with("Authorization", basic(OPERATOR, OPERATOR_PASSWORD))
            .post(REGISTER, registration(" ADA@Example.org ", PASSWORD, null));

    assertEquals(201, answer.status(), answer::toString);
    assertEquals(EMAIL, answer.json().at("/user/email").textValue());
    assertFalse(Files.exists(server.home().resolve("setup-token")));
    assertEquals(
        200,
        Http.to(server)
            .from("10.6.0.8")
            .post("api/v1/auth/login", Map.of("email", EMAIL, "password", PASSWORD))
            .status());
    assertEquals(
        400,
        Http.to(server)
            .from("10.6.0.8")
            .with("Authorization", basic(OPERATOR, OPERATOR_PASSWORD))
            .post(REGISTER, registration("eve@example.org", PASSWORD, null))
            .status());
  }

  private static Http.Answer postJson(String address, String body) {
    return Http.to(server)
        .from(address)
        .postRaw(REGISTER, "application/json", body.getBytes(StandardCharsets.UTF_8));
  }

  private static Map<String, Object> registration(
      String email, String password, @Nullable String presented) {
    Map<String, Object> user = new HashMap<>();
    user.putAll(Map.of("name", "Ada", "email", email, "credential", password));
    if (presented != null) {
      user.put("tempToken", presented);
    }
    return Map.of("user", user);
  }

  private static String basic(String username, String password) {
    byte[] pair = (username + ":" + password).getBytes(StandardCharsets.UTF_8);
    return "Basic " + Base64.getEncoder().encodeToString(pair);
  }
}
