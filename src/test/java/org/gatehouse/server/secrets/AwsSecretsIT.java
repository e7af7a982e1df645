package org.gatehouse.server.secrets;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.gatehouse.secrets.aws.SecretsManagerStub;
import org.gatehouse.secrets.aws.SecretsManagerStub.Answer;
import org.gatehouse.secrets.aws.TestAws;
import org.gatehouse.server.Http;
import org.gatehouse.server.Launch;
import org.gatehouse.server.Owner;
import org.gatehouse.server.RunningServer;
import org.gatehouse.server.ServerDidNotStartException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The shipped WAR with its secrets in AWS Secrets Manager. */
@Tag("ours")
class AwsSecretsIT {
  private static final boolean EMBEDDED = "embedded".equals(System.getProperty("gatehouse.server"));

  private final SecretsManagerStub aws = new SecretsManagerStub();

  AwsSecretsIT() throws IOException {}

  @AfterEach
  void close() {
    aws.close();
  }

  static Launch at(SecretsManagerStub aws) {
    return Launch.fresh()
        .with("SECRETKEY_STORAGE_TYPE", "aws")
        .with("SECRETKEY_AWS_REGION", "eu-central-1")
        .with("SECRETKEY_AWS_ENDPOINT", aws.endpoint().toString())
        .with("SECRETKEY_AWS_ACCESS_KEY", "AKIAIOSFODNN7EXAMPLE")
        .with("SECRETKEY_AWS_SECRET_KEY", TestAws.SECRET_KEY);
  }

  @Test
  void startWhenSecretsAreInAwsThenTokensOutliveARestartThatOnlyReads() throws IOException {
    try (RunningServer server = RunningServer.start(at(aws))) {
      Http client = Http.to(server);
      Owner.Tokens tokens = Owner.of(server).signIn(client);
      assertEquals(7, aws.values().size());
      aws.clearRequests();
      server.restart();

      assertEquals(7, aws.requests().size(), () -> "" + aws.requests());
      assertTrue(
          aws.requests().stream().allMatch(request -> request.startsWith("GetSecretValue ")),
          () -> "" + aws.requests());
      assertEquals(200, client.bearer(tokens.access()).get("api/v1/whoami").status());
      assertEquals(
          200,
          client
              .post("api/v1/auth/refreshToken", Map.of("refreshToken", tokens.refresh()))
              .status());
      try (DirectoryStream<Path> keys = Files.newDirectoryStream(server.home(), "*.key")) {
        assertFalse(keys.iterator().hasNext(), "a secret in a file");
      }
      assertNothingShown(server.output());
    }
  }

  @Test
  void startWhenRoleMayNotReadThenSaysSoAndEndsInTime() {
    aws.scriptAlways(
        "GetSecretValue", Answer.error(400, "AccessDeniedException", "User: x is not authorized"));
    assertRefused("secretsmanager:GetSecretValue on FlowiseEncryptionKey in eu-central-1");
  }

  @Test
  void startWhenNoAnswerComesThenSaysSoAndEndsInTime() {
    aws.scriptAlways("GetSecretValue", new Answer(200, "{}", 60_000));
    assertRefused(
        "secretsmanager:GetSecretValue on FlowiseEncryptionKey in eu-central-1: no answer");
  }

  private void assertRefused(String reason) {
    long begun = System.nanoTime();
    ServerDidNotStartException failure =
        assertThrows(ServerDidNotStartException.class, () -> RunningServer.start(at(aws)));
    Duration taken = Duration.ofNanos(System.nanoTime() - begun);
    String log = failure.output();
    assertTrue(log.contains(reason), log);
    assertNothingShown(log);
    assertTrue(aws.values().isEmpty(), "something was created");
    if (EMBEDDED) {
      assertTrue(String.valueOf(failure.getMessage()).startsWith("The server ended with 1\n"), log);
      // 15 s of patience, and the start of a JVM and of TomEE on a busy machine.
      assertTrue(taken.toSeconds() < 30, "took " + taken);
      assertEquals(1, log.split(reason, -1).length - 1, log);
      assertFalse(log.contains("\tat "), log);
    }
  }

  private void assertNothingShown(String log) {
    assertFalse(log.contains("SLF4J"), log);
    assertFalse(log.contains(TestAws.SECRET_KEY), log);
    aws.values()
        .forEach(
            (id, value) ->
                assertFalse(
                    !value.equals("Flowise") && log.contains(value), () -> "the log shows " + id));
  }
}
