package org.gatehouse.secrets;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.gatehouse.kernel.Sensitive;
import org.gatehouse.secrets.aws.AwsSecretStore;
import org.gatehouse.secrets.aws.SecretsManagerStub;
import org.gatehouse.secrets.aws.SecretsManagerStub.Answer;
import org.gatehouse.secrets.aws.TestAws;
import org.gatehouse.secrets.file.FileSecretStore;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** From files to AWS and back. */
class SecretsCopyTest {
  private static final List<SecretName> ALL = List.of(SecretName.values());

  private final SecretsManagerStub stub = new SecretsManagerStub();
  private final AwsSecretStore aws = AwsSecretStore.openForCommand(TestAws.config(stub));
  private final Path directory;
  private FileSecretStore files;
  private Secrets secrets;

  @SuppressWarnings("NullAway.Init") // start() is called before each test
  SecretsCopyTest(@TempDir Path directory) throws IOException {
    this.directory = directory;
  }

  @BeforeEach
  void start() {
    files = FileSecretStore.open(directory.resolve("home"), Optional.empty());
    secrets = Secrets.open(name -> Optional.empty(), files);
  }

  @AfterEach
  void close() {
    aws.close();
    stub.close();
  }

  @Test
  void copyWhenThereAndBackThenTheSameSecretsAndAllAreReadBack() {
    assertEquals(report(ALL, List.of(), List.of(), List.of()), copy(files, aws));
    stub.clearRequests();
    assertEquals(report(List.of(), ALL, List.of(), List.of()), copy(files, aws));
    assertFalse(stub.requests().toString().contains("CreateSecret"));

    FileSecretStore other = FileSecretStore.open(directory.resolve("other"), Optional.empty());
    assertEquals(report(ALL, List.of(), List.of(), List.of()), copy(aws, other));
    for (SecretName name : SecretName.values()) {
      assertEquals(Optional.of(secrets.get(name)), other.find(name));
    }
  }

  @Test
  void copyWhenOneDiffersThenNothingIsWritten() {
    stub.put("FlowiseJWTIssuer", "Somebody");
    SecretsCopy report = copy(files, aws);
    assertEquals(List.of(SecretName.JWT_ISSUER), report.different());
    assertEquals(List.of(), report.copied());
    assertEquals(Map.of("FlowiseJWTIssuer", "Somebody"), stub.values());
  }

  @Test
  void copyWhenSomebodyElseIsQuickerThenToldAndTheirsStays() {
    stub.put("FlowiseJWTIssuer", "Somebody");
    stub.script(
        "GetSecretValue",
        Collections.nCopies(SecretName.values().length, notFound()).toArray(Answer[]::new));
    SecretsCopy report = copy(files, aws);
    assertEquals(List.of(SecretName.JWT_ISSUER), report.different());
    assertEquals("Somebody", stub.values().get("FlowiseJWTIssuer"));
  }

  @Test
  void copyWhenReadBackShowsAnotherValueThenNotCopied() {
    SecretStore forgetful =
        new SecretStore() {
          @Override
          public Optional<Sensitive> find(SecretName name) {
            return stub.requests().isEmpty()
                ? Optional.empty()
                : Optional.of(Sensitive.of("something else"));
          }

          @Override
          public Sensitive createIfAbsent(SecretName name, Sensitive candidate) {
            return aws.createIfAbsent(name, candidate);
          }
        };
    SecretsCopy report = copy(files, forgetful);
    assertEquals(List.of(), report.copied());
    assertEquals(ALL, report.different());
  }

  @Test
  void copyWhenOneIsInTheSettingsThenNeitherReadNorWritten() {
    SecretsCopy report = SecretsCopy.run(files, aws, Set.of(SecretName.ENCRYPTION_KEY));
    assertFalse(report.copied().contains(SecretName.ENCRYPTION_KEY));
    assertFalse(stub.values().containsKey("FlowiseEncryptionKey"));
    assertEquals(6, stub.values().size());
  }

  @Test
  void copyWhenAwsRefusesThenToldAndTheNextRunGoesOn() {
    stub.script(
        "CreateSecret", Answer.error(400, "AccessDeniedException", "User: x is not authorized"));
    assertThrows(SecretStoreException.class, () -> copy(files, aws));
    assertEquals(report(ALL, List.of(), List.of(), List.of()), copy(files, aws));
  }

  @Test
  void copyWhenAKeyHasTwoLinesThenRefusedAndNoFileIsMade() {
    stub.put("FlowiseEncryptionKey", "one line\nand another one");
    Path other = directory.resolve("other");
    SecretStoreException refusal =
        assertThrows(
            SecretStoreException.class,
            () -> copy(aws, FileSecretStore.open(other, Optional.empty())));
    assertTrue(String.valueOf(refusal.getMessage()).contains("encryption.key"));
    assertFalse(String.valueOf(refusal.getMessage()).contains("another one"));
    assertFalse(Files.exists(other.resolve("encryption.key")));
  }

  private static Answer notFound() {
    return Answer.error(400, "ResourceNotFoundException", "not yet");
  }

  private static SecretsCopy copy(SecretStore from, SecretStore to) {
    return SecretsCopy.run(from, to, Set.of());
  }

  private static SecretsCopy report(
      List<SecretName> copied,
      List<SecretName> same,
      List<SecretName> absent,
      List<SecretName> different) {
    return new SecretsCopy(copied, same, absent, different);
  }
}
