package org.gatehouse.secrets.aws;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;
import java.util.stream.Stream;
import org.gatehouse.kernel.Sensitive;
import org.gatehouse.secrets.SecretName;
import org.gatehouse.secrets.SecretStoreException;
import org.gatehouse.secrets.Secrets;
import org.gatehouse.secrets.aws.SecretsManagerStub.Answer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * AWS when it does not give a secret. Whatever it is, the start ends in time, with a sentence that
 * names action, secret and region; nothing is created or replaced, and nothing secret is shown.
 */
class AwsSecretStoreFaultTest {
  private static final SecretName NAME = SecretName.JWT_AUTH_TOKEN_SECRET;
  private static final String ID = "FlowiseJWTAuthTokenSecret";
  private static final Sensitive CANDIDATE =
      Sensitive.of("geheim-candidate-of-more-than-32-bytes-length");
  private static final String READ = "GetSecretValue";
  private static final String CREATE = "CreateSecret";

  private final SecretsManagerStub aws = new SecretsManagerStub();

  AwsSecretStoreFaultTest() throws IOException {}

  @AfterEach
  void close() {
    aws.close();
  }

  static Stream<Arguments> refusals() {
    return Stream.of(
        arguments(
            Answer.error(400, "AccessDeniedException", "User: arn:aws:sts::1:x is not authorized"),
            List.of(
                "lacks secretsmanager:%s",
                "arn:aws:secretsmanager:eu-central-1:ACCOUNT:secret:" + ID,
                "AWS says: User: arn:aws:sts::1:x")),
        arguments(
            Answer.error(400, "AccessDeniedException", "Access to KMS is not allowed"),
            List.of("kms:Decrypt")),
        arguments(Answer.error(400, "DecryptionFailure", "no key"), List.of("kms:Decrypt")),
        arguments(Answer.error(400, "ExpiredTokenException", "expired"), List.of("have expired")),
        arguments(
            Answer.error(400, "UnrecognizedClientException", "invalid"),
            List.of("does not accept the credentials", "SECRETKEY_AWS_ACCESS_KEY")),
        arguments(
            Answer.error(400, "InvalidSignatureException", "mismatch"),
            List.of("does not accept the credentials")),
        arguments(
            Answer.error(
                400,
                "InvalidRequestException",
                "You can't perform this operation because it was marked for deletion."),
            List.of("is scheduled for deletion", "aws secretsmanager restore-secret")),
        arguments(Answer.error(400, "ThrottlingException", "Rate exceeded"), List.of("throttles")),
        arguments(Answer.error(500, "InternalServiceError", "oops"), List.of("has a fault", "500")),
        arguments(
            Answer.error(400, "InvalidParameterException", "what?"),
            List.of("InvalidParameterException", "AWS says: what?")),
        arguments(new Answer(403, "<html>geheim proxy</html>", 0), List.of("status 403")),
        arguments(new Answer(200, "<html>geheim</html>", 0), List.of("cannot be read", "a proxy")),
        arguments(new Answer(200, "{\"SecretString\":\"geheim", 0), List.of("cannot be read")),
        arguments(new Answer(200, "[\"geheim\"]", 0), List.of("")));
  }

  @ParameterizedTest
  @MethodSource("refusals")
  void findWhenRefusedThenSaysWhatIsMissingAndCreatesNothing(Answer answer, List<String> parts) {
    aws.scriptAlways(READ, answer);
    String message = refusal(() -> find(NAME));
    assertContains(message, READ, parts);
    assertEquals(Map.of(), aws.values());
    assertFalse(aws.requests().toString().contains(CREATE));
  }

  @ParameterizedTest
  @MethodSource("refusals")
  void createWhenRefusedThenSaysWhatIsMissing(Answer answer, List<String> parts) {
    if (answer.status() == 200) {
      return;
    }
    aws.scriptAlways(CREATE, answer);
    assertContains(refusal(() -> create(NAME)), CREATE, parts);
    assertEquals(Map.of(), aws.values());
  }

  @Test
  void startWhenRoleMayNotCreateThenRefusedWithActionAndSecret() {
    aws.scriptAlways(CREATE, Answer.error(400, "AccessDeniedException", "no"));
    String message = refusal(this::start);
    assertContains(message, CREATE, List.of("FlowiseEncryptionKey", "eu-central-1"));
  }

  @Test
  void findWhenBinaryThenRefused() {
    aws.putBinary(ID);
    assertContains(refusal(() -> find(NAME)), "", List.of(ID, "is binary", "put-secret-value"));
    assertContains(refusal(() -> create(NAME)), "", List.of(ID, "is binary"));
  }

  @Test
  void findWhenEmptyOrTooShortThenRefused() {
    aws.put(ID, " \n");
    assertContains(refusal(() -> find(NAME)), "", List.of(ID, "is empty", "eu-central-1"));
    aws.put(ID, "geheim-but-too-short");
    assertContains(refusal(() -> find(NAME)), "", List.of(ID, "fewer than 32 bytes"));
    assertEquals("geheim-but-too-short", aws.values().get(ID));
  }

  @Test
  void createWhenSecretHasNoValueThenRefused() {
    aws.putWithoutValue(ID);
    assertEquals(Optional.empty(), find(NAME));
    assertContains(refusal(() -> create(NAME)), "", List.of(ID, "no current value"));
  }

  @Test
  void findWhenThrottledOnceThenTriedAgain() {
    aws.put(ID, CANDIDATE.reveal());
    aws.script(READ, Answer.error(400, "ThrottlingException", "Rate exceeded"));
    assertEquals(Optional.of(CANDIDATE), find(NAME));
  }

  /** Each answer is within the limit of an attempt; all together are not within the whole. */
  @Test
  void findWhenEveryAnswerIsSlowThenGivesUpInTime() {
    Answer slow = Answer.error(400, "ResourceNotFoundException", "absent");
    aws.scriptAlways(READ, new Answer(slow.status(), slow.body(), 300));
    long begun = System.nanoTime();
    String message = refusal(() -> findWithin(Duration.ofSeconds(2)));
    assertTrue(System.nanoTime() - begun < 4_000_000_000L, "took too long");
    assertContains(message, READ, List.of("no answer", "within 2 s", "SECRETKEY_AWS_ENDPOINT"));
    assertTrue(AwsSecretStore.LIMIT.toSeconds() < 20);
  }

  @Test
  void findWhenEveryAttemptTimesOutThenGivesUpBeforeTheLimit() {
    aws.scriptAlways(READ, new Answer(200, "{}", 20_000));
    String message = refusal(() -> findWithin(Duration.ofSeconds(5)));
    assertEquals(3, aws.requests().size());
    assertContains(message, READ, List.of("no answer", "in time"));
  }

  @Test
  void findWhenNobodyListensThenSaysWhere() {
    URI nobody = aws.endpoint();
    aws.close();
    String message = refusal(() -> find(NAME));
    assertContains(message, READ, List.of(nobody.toString(), "cannot be reached"));
  }

  @Test
  void findWhenHostIsUnknownThenSaysSo() {
    AwsSecretsConfig known = TestAws.config(aws);
    AwsSecretsConfig unknown =
        new AwsSecretsConfig(
            "mars-north-1",
            Optional.of(URI.create("https://secretsmanager.mars-north-1.invalid")),
            known.keys(),
            known.mainKeyId(),
            known.prefix());
    String message =
        refusal(
            () -> {
              try (AwsSecretStore store = AwsSecretStore.open(unknown)) {
                store.find(NAME);
              }
            });
    assertContains(message, READ, List.of("mars-north-1", "cannot be reached"));
  }

  @Test
  void openWhenThereAreNoCredentialsThenSaysHowToGiveThem() {
    AwsSecretsConfig known = TestAws.config(aws);
    AwsSecretsConfig without =
        new AwsSecretsConfig(
            known.region(), known.endpoint(), Optional.empty(), known.mainKeyId(), known.prefix());
    String home = System.getProperty("user.home");
    System.setProperty("aws.disableEc2Metadata", "true");
    System.setProperty("user.home", "/nonexistent");
    try {
      assertContains(
          refusal(() -> AwsSecretStore.open(without).close()),
          "",
          List.of("no AWS credentials", "SECRETKEY_AWS_ACCESS_KEY"));
      System.setProperty("aws.accessKeyId", "AKIAIOSFODNN7EXAMPLE");
      System.setProperty("aws.secretAccessKey", TestAws.SECRET_KEY);
      aws.put(ID, CANDIDATE.reveal());
      try (AwsSecretStore store = AwsSecretStore.open(without)) {
        assertEquals(Optional.of(CANDIDATE), store.find(NAME));
      }
    } finally {
      System.setProperty("user.home", home);
      System.clearProperty("aws.disableEc2Metadata");
      System.clearProperty("aws.accessKeyId");
      System.clearProperty("aws.secretAccessKey");
    }
  }

  @Test
  void anythingWhenLoggedAtTheFinestLevelThenNoSecretAndNoCredential() {
    List<String> lines = new CopyOnWriteArrayList<>();
    Handler listener =
        new Handler() {
          @Override
          public void publish(LogRecord line) {
            lines.add(new SimpleFormatter().format(line));
          }

          @Override
          public void flush() {}

          @Override
          public void close() {}
        };
    listener.setLevel(Level.ALL);
    Logger root = Logger.getLogger("");
    Level before = root.getLevel();
    root.setLevel(Level.ALL);
    root.addHandler(listener);
    try {
      start();
      start();
      aws.scriptAlways(READ, new Answer(200, "{\"SecretString\":\"geheim", 0));
      refusal(() -> find(NAME));
    } finally {
      root.removeHandler(listener);
      root.setLevel(before);
    }
    String log = String.join("", lines);
    assertTrue(log.contains("software.amazon.awssdk"), "the SDK's lines are not seen");
    aws.values()
        .forEach(
            (id, value) ->
                assertTrue(value.equals("Flowise") || !log.contains(value), () -> "shows " + id));
    assertFalse(log.contains(TestAws.SECRET_KEY));
    assertFalse(log.contains("geheim"));
  }

  private void start() {
    try (AwsSecretStore store = AwsSecretStore.open(TestAws.config(aws))) {
      assertEquals(7, SecretName.values().length);
      Secrets.open(name -> Optional.empty(), store);
    }
  }

  private Optional<Sensitive> find(SecretName name) {
    try (AwsSecretStore store = AwsSecretStore.open(TestAws.config(aws))) {
      assertFalse(store.toString().contains(TestAws.SECRET_KEY));
      return store.find(name);
    }
  }

  private void findWithin(Duration time) {
    try (AwsSecretStore store =
        AwsSecretStore.open(TestAws.config(aws), TimeLimit.forAllCalls(time))) {
      for (int i = 0; i < 20; i++) {
        assertEquals(Optional.empty(), store.find(NAME));
      }
    }
  }

  private void create(SecretName name) {
    try (AwsSecretStore store = AwsSecretStore.open(TestAws.config(aws))) {
      store.createIfAbsent(name, CANDIDATE);
    }
  }

  /** The message; nothing secret stands in the whole stack trace. */
  private static String refusal(Executable start) {
    SecretStoreException refusal = assertThrows(SecretStoreException.class, start);
    StringWriter trace = new StringWriter();
    refusal.printStackTrace(new PrintWriter(trace));
    assertFalse(trace.toString().contains("geheim"), trace::toString);
    assertFalse(trace.toString().contains(TestAws.SECRET_KEY), trace::toString);
    return String.valueOf(refusal.getMessage());
  }

  private static void assertContains(String message, String action, List<String> parts) {
    if (!action.isEmpty()) {
      assertTrue(message.startsWith("secretsmanager:" + action + " on Flowise"), message);
      assertTrue(message.contains("eu-central-1") || message.contains("mars-north-1"), message);
    }
    for (String part : parts) {
      assertTrue(message.contains(part.replace("%s", action)), message);
    }
  }
}
