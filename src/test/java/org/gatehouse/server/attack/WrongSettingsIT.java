package org.gatehouse.server.attack;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.gatehouse.server.Http;
import org.gatehouse.server.Launch;
import org.gatehouse.server.RunningServer;
import org.gatehouse.server.ServerDidNotStartException;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A Gatehouse that cannot run as told does not run, says why, and touches nothing. */
@Tag("ours")
class WrongSettingsIT {
  private static final boolean EMBEDDED = "embedded".equals(System.getProperty("gatehouse.server"));

  /** Parts of secrets, right or wrong: none may be shown. */
  private static final String SECRET = "Xk29Hidden";

  @Test
  void startWhenManySettingsAreWrongThenAllAreToldAtOnce(@TempDir Path home) throws IOException {
    Files.writeString(
        home.resolve("gatehouse.env"),
        """
        JWT_ISUER=https://issuer.example
        REFRESH_RATE_LIMIT=often
        TOKEN_HASH_SECRET=%1$s
        %1$s line without an equals sign
        """
            .formatted(SECRET));
    Launch launch =
        Launch.fresh()
            .on(home)
            .with("SECURE_COOKIES", "maybe")
            .with("JWT_TOKEN_EXPIRY_IN_MINUTES", "soon")
            .with("PASSWORD_SALT_HASH_ROUNDS", "4")
            .with("JWT_AUTH_TOKEN_SECRET", SECRET + "-short")
            .with("JWT_REFRESH_TOKEN_SECRET", "changeme" + SECRET.repeat(4))
            .with("FLOWISE_USERNAME", "operator")
            .with("FLOWISE_PASSWORD", SECRET + "-Lantern-49-one")
            .with("BASIC_AUTH_PASSWORD", SECRET + "-Lantern-49-two")
            .with("SMTP_HOST", "mail.example")
            .with("SMTP_USER", "mailer")
            .with("CORS_ORIGINS", "*")
            .with("DATABASE_TYPE", "oracle")
            .with("SECRETKEY_STORAGE_TYPE", "vault")
            .with("TRUST_PROXY", "everyone")
            .with("LOGIN_RATE_LIMIT", "10 per minute");

    String log = startAndFail(launch);

    List<String> missing = new ArrayList<>();
    for (String name :
        List.of(
            "JWT_ISUER is no setting; did you mean JWT_ISSUER?",
            "REFRESH_RATE_LIMIT",
            "TOKEN_HASH_SECRET",
            "line 4",
            "SECURE_COOKIES",
            "JWT_TOKEN_EXPIRY_IN_MINUTES",
            "PASSWORD_SALT_HASH_ROUNDS",
            "JWT_AUTH_TOKEN_SECRET",
            "JWT_REFRESH_TOKEN_SECRET",
            "FLOWISE_PASSWORD",
            "BASIC_AUTH_PASSWORD",
            "SENDER_EMAIL",
            "SMTP_PASSWORD",
            "CORS_ORIGINS",
            "DATABASE_TYPE",
            "SECRETKEY_STORAGE_TYPE",
            "TRUST_PROXY",
            "LOGIN_RATE_LIMIT")) {
      if (!log.contains(name)) {
        missing.add(name);
      }
    }
    assertEquals(List.of(), missing, log);
    assertFalse(log.contains(SECRET), log);
    assertEquals(List.of("gatehouse.env"), names(home), "nothing was written");
    if (EMBEDDED) {
      assertEquals(1, occurrences(log, "Gatehouse does not start, because"), log);
      assertEquals(1, occurrences(log, "- SECURE_COOKIES="), log);
      assertEquals(0, occurrences(log, "\tat "), log);
    }
  }

  @Test
  void startWhenSecretFileIsDamagedThenRefusedUntilRestored() throws IOException {
    RunningServer server = RunningServer.start(Launch.fresh());
    Owner.register(server);
    JsonNode user = Owner.signIn(Http.to(server));
    server.stop();
    Path home = server.home();

    Path file = home.resolve("jwt_auth_token_secret.key");
    String whole = Files.readString(file);
    String half = whole.substring(0, whole.length() / 2);
    Files.writeString(file, half);
    String damaged = startAndFail(Launch.fresh().on(home));
    assertTrue(damaged.contains(file.getFileName().toString()), damaged);
    assertFalse(damaged.contains(half), "shows the file");
    assertEquals(half, Files.readString(file), "the file is as it was");
    Files.writeString(file, whole);

    Path key = home.resolve("encryption.key");
    String mainKey = Files.readString(key);
    Files.delete(key);
    String log = startAndFail(Launch.fresh().on(home));
    assertTrue(log.contains("encryption.key"), log);
    assertFalse(Files.exists(key), "no new key over an old one's files");

    Files.writeString(key, mainKey);
    try (RunningServer again = RunningServer.start(Launch.fresh().on(home))) {
      Http client = Http.to(again);
      String access = user.path("accessToken").asText();
      assertEquals(200, client.bearer(access).get("api/v1/whoami").status());
      assertEquals(200, Owner.refresh(client, user.path("refreshToken").asText()).status());
      Owner.signIn(client);
    }
  }

  private static String startAndFail(Launch launch) {
    if (!EMBEDDED) {
      return RunningServer.startExpectingFailure(launch);
    }
    ServerDidNotStartException failure =
        assertThrows(ServerDidNotStartException.class, () -> RunningServer.start(launch));
    assertTrue(
        String.valueOf(failure.getMessage()).startsWith("The server ended with 1\n"),
        () -> "the exit code is not 1: " + failure.getMessage());
    return failure.output();
  }

  private static int occurrences(String text, String part) {
    return text.split(Pattern.quote(part), -1).length - 1;
  }

  private static List<String> names(Path directory) throws IOException {
    try (var files = Files.list(directory)) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }
}
