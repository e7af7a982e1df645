package org.gatehouse.server.attack;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.gatehouse.server.Http;
import org.gatehouse.server.Launch;
import org.gatehouse.server.RunningServer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A whole tour with every kind of failure, and then a look for what must stand nowhere. */
@Tag("families")
class NoSecretsInLogIT {
  private static final String NAME = System.getProperty("gatehouse.server", "");
  private static final String WRONG_PASSWORD = "wrong-Lantern-83-Hidden";
  private static final String OPERATOR_PASSWORD = "Copper-kettle-71-Hidden";
  private static final String GIVEN_SECRET = "gW5tYb8sQz1nXk4vLr7cHj0pDf3mAe6uIo9wKyTqRxVzBn2M";
  private static final List<String> SECRET_FILES =
      List.of(
          "encryption.key",
          "express_session_secret.key",
          "jwt_auth_token_secret.key",
          "jwt_refresh_token_secret.key");

  private final Map<String, String> secrets = new LinkedHashMap<>();
  private final List<Http.Answer> answers = new ArrayList<>();

  @Test
  void logsAndAnswersWhenTourIsOverThenHoldNoSecret(@TempDir Path scratch) throws IOException {
    secrets.put("password", Owner.PASSWORD);
    secrets.put("wrong password", WRONG_PASSWORD);
    secrets.put("operator's password", OPERATOR_PASSWORD);
    secrets.put("secret from the settings", GIVEN_SECRET);
    RunningServer server = RunningServer.start(launch(scratch));
    try {
      String setupToken = Owner.setupToken(server);
      for (String file : SECRET_FILES) {
        secrets.put(file, Files.readString(server.home().resolve(file)).strip());
      }
      tour(Http.to(server), setupToken);
      server.restart();
      afterRestart(Http.to(server));
      server.stop();

      assertAbsent(server, setupToken);
    } finally {
      if (server.isAlive()) {
        server.close();
      }
    }
  }

  /** Everything that Gatehouse logs, down to the finest, where the server lets us say so. */
  private static Launch launch(Path scratch) throws IOException {
    Path logging = scratch.resolve("logging.properties");
    Files.writeString(
        logging,
        """
        handlers=java.util.logging.ConsoleHandler
        java.util.logging.ConsoleHandler.level=ALL
        .level=INFO
        org.gatehouse.level=ALL
        """);
    Launch launch =
        Launch.fresh()
            .with("TOKEN_HASH_SECRET", GIVEN_SECRET)
            .with("FLOWISE_USERNAME", "night-watch")
            .with("FLOWISE_PASSWORD", OPERATOR_PASSWORD);
    return switch (NAME) {
      case "embedded" -> launch.with("JAVA_OPTS", "-Djava.util.logging.config.file=" + logging);
      case "tomee" -> launch.with("LOGGING_CONFIG", "-Djava.util.logging.config.file=" + logging);
      default -> launch;
    };
  }

  private void tour(Http client, String setupToken) {
    expect(400, client.post("api/v1/account/register", registration("x" + setupToken, "short1")));
    expect(400, client.post("api/v1/account/register", registration(setupToken, "short1")));
    expect(201, client.post("api/v1/account/register", Owner.registration(setupToken)));
    expect(400, client.post("api/v1/account/register", Owner.registration(setupToken)));
    expect(401, Owner.tryToSignIn(client, Owner.EMAIL, WRONG_PASSWORD));
    expect(401, Owner.tryToSignIn(client, "no@attacked.example", WRONG_PASSWORD));
    for (String broken : List.of("", "}", ",\"a\":1", "\u0000")) {
      String body = "{\"email\":\"" + Owner.EMAIL + "\",\"password\":\"" + WRONG_PASSWORD + broken;
      expect(
          400,
          client.postRaw(
              "api/v1/auth/login", "application/json", body.getBytes(StandardCharsets.UTF_8)));
    }

    JsonNode user = keep("first", Owner.signIn(client));
    String access = user.path("accessToken").asText();
    String refresh = user.path("refreshToken").asText();
    expect(200, client.bearer(access).get("api/v1/whoami"));
    expect(401, client.bearer(access + "x").get("api/v1/whoami"));
    expect(401, client.bearer(refresh).get("api/v1/whoami"));
    expect(401, client.with("Cookie", "gatehouse-access=" + refresh).get("api/v1/whoami"));
    expect(
        403,
        client
            .with("Cookie", "gatehouse-refresh=" + refresh)
            .post("api/v1/account/logout", Map.of()));
    expect(200, client.bearer(access).get("api/v1/audit-events"));
    expect(401, Owner.refresh(client, refresh + "x"));
    expect(401, Owner.refresh(client, access));

    Http.Answer refreshed = Owner.refresh(client, refresh);
    assertEquals(200, refreshed.status());
    JsonNode second = keep("second", refreshed.json());
    Http.Answer third = Owner.refresh(client, second.path("refreshToken").asText());
    keep("third", third.json());
    expect(401, Owner.refresh(client, refresh));
    expect(401, client.bearer(access).get("api/v1/whoami"));

    for (String password : List.of(Owner.PASSWORD, WRONG_PASSWORD)) {
      expect(
          password.equals(Owner.PASSWORD) ? 200 : 401,
          client
              .with("Authorization", basic("Basic header", Owner.EMAIL, password))
              .get("api/v1/whoami"));
    }
    expect(
        200,
        client
            .with("Authorization", basic("operator's header", "night-watch", OPERATOR_PASSWORD))
            .get("api/v1/whoami"));
    for (String password : List.of(OPERATOR_PASSWORD, WRONG_PASSWORD)) {
      expect(
          password.equals(WRONG_PASSWORD) ? 401 : 200,
          client.post(
              "api/v1/account/basic-auth",
              Map.of("username", "night-watch", "password", password)));
    }
    web(client);
    for (int i = 0; i < 12; i++) {
      answers.add(Owner.tryToSignIn(client, Owner.EMAIL, WRONG_PASSWORD));
    }
    expect(404, client.bearer(access).get("api/v1/" + "nothing"));
  }

  private void web(Http client) {
    Http browser = client.with("x-request-from", "internal").withCookies();
    expect(200, Owner.tryToSignIn(browser, Owner.EMAIL, Owner.PASSWORD));
    browser.cookies().forEach(cookie -> keepToken(cookie.getName(), cookie.getValue()));
    expect(200, browser.post("api/v1/auth/refreshToken", Map.of()));
    browser.cookies().forEach(cookie -> keepToken(cookie.getName() + " 2", cookie.getValue()));
    expect(200, browser.post("api/v1/account/logout", Map.of()));
  }

  private void afterRestart(Http client) {
    keep("after the restart", Owner.signIn(client));
    expect(401, client.bearer(secrets.getOrDefault("third accessToken", "")).get("api/v1/whoami"));
  }

  private void assertAbsent(RunningServer server, String setupToken) throws IOException {
    TreeSet<String> found = new TreeSet<>();
    for (Path file : logs(server)) {
      String text = Files.readString(file, StandardCharsets.ISO_8859_1);
      secrets.forEach(
          (name, secret) -> {
            if (text.contains(secret)) {
              found.add(name + " in " + file.getFileName());
            }
          });
    }
    for (Http.Answer answer : answers) {
      secrets.forEach(
          (name, secret) -> {
            if (answer.text().contains(secret)) {
              found.add(name + " in answer " + answer.status() + " " + answer.text());
            }
          });
      if (answer.text().contains(setupToken)) {
        found.add("set-up token in answer");
      }
    }
    assertEquals(new TreeSet<>(), found);
    long lines = server.output().lines().filter(line -> line.contains(setupToken)).count();
    if (NAME.equals("embedded")) {
      assertTrue(
          server
              .output()
              .lines()
              .filter(line -> line.contains(setupToken))
              .noneMatch(line -> line.contains("INFO") || line.contains("FirstStart")),
          "the launcher shows the set-up token, the WAR does not log it");
    } else {
      assertEquals(1, lines, "the set-up token is printed once");
    }
    assertTrue(server.output().contains("set-up token is in"), "the log is the right one");
  }

  /** All that the server wrote outside of the data directory, and that is not the WAR unpacked. */
  private static List<Path> logs(RunningServer server) throws IOException {
    Path directory = server.log().getParent();
    try (Stream<Path> all = Files.walk(directory)) {
      return all.filter(Files::isRegularFile)
          .filter(file -> !file.startsWith(server.home()))
          .filter(file -> file.getFileName().toString().matches(".*(\\.log|\\.txt|\\.out|log_.*)"))
          .toList();
    }
  }

  private void expect(int status, Http.Answer answer) {
    assertEquals(status, answer.status(), answer::toString);
    answers.add(answer);
  }

  private JsonNode keep(String login, JsonNode user) {
    for (String kind : List.of("accessToken", "refreshToken")) {
      keepToken(login + " " + kind, user.path(kind).asText());
    }
    return user;
  }

  private void keepToken(String name, String token) {
    assertTrue(token.length() > 70, name);
    secrets.put(name, token);
    secrets.put(name + "'s signature", token.substring(token.lastIndexOf('.') + 1));
  }

  private String basic(String name, String user, String password) {
    String pair =
        Base64.getEncoder()
            .encodeToString((user + ":" + password).getBytes(StandardCharsets.UTF_8));
    secrets.put(name + " " + password, pair);
    return "Basic " + pair;
  }

  private static Map<String, Object> registration(String setupToken, String password) {
    return Map.of(
        "user",
        Map.of(
            "name",
            "Olivia",
            "email",
            Owner.EMAIL,
            "credential",
            password,
            "tempToken",
            setupToken));
  }
}
