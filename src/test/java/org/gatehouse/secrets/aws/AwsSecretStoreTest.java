package org.gatehouse.secrets.aws;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.gatehouse.kernel.Sensitive;
import org.gatehouse.secrets.SecretName;
import org.gatehouse.secrets.SecretStore;
import org.gatehouse.secrets.SecretStoreContract;
import org.gatehouse.secrets.SecretStoreException;
import org.gatehouse.secrets.Secrets;
import org.gatehouse.secrets.aws.SecretsManagerStub.Answer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class AwsSecretStoreTest extends SecretStoreContract {
  private static final Set<String> IDS =
      Set.of(
          "FlowiseEncryptionKey",
          "FlowiseTokenHashSecret",
          "FlowiseExpressSessionSecret",
          "FlowiseJWTAuthTokenSecret",
          "FlowiseJWTRefreshTokenSecret",
          "FlowiseJWTIssuer",
          "FlowiseJWTAudience");

  private final SecretsManagerStub aws = new SecretsManagerStub();
  private final List<AwsSecretStore> opened = new ArrayList<>();

  AwsSecretStoreTest() throws IOException {}

  @Override
  protected SecretStore open() {
    AwsSecretStore store = AwsSecretStore.open(TestAws.config(aws));
    synchronized (opened) {
      opened.add(store);
    }
    return store;
  }

  @AfterEach
  void close() {
    opened.forEach(AwsSecretStore::close);
    aws.close();
  }

  @Test
  void openWhenNothingIsThereThenPlainTextsUnderTheDocumentedIds() {
    Secrets secrets = Secrets.open(name -> Optional.empty(), open());
    assertEquals(IDS, aws.values().keySet());
    assertEquals(
        secrets.get(SecretName.JWT_AUTH_TOKEN_SECRET).reveal(),
        aws.values().get("FlowiseJWTAuthTokenSecret"));
    assertEquals("Flowise", aws.values().get("FlowiseJWTIssuer"));
  }

  @Test
  void openWhenEverythingIsThereThenSevenReadsAndNoWrite() {
    Secrets first = Secrets.open(name -> Optional.empty(), open());
    aws.clearRequests();
    assertEquals(allOf(first), allOf(Secrets.open(name -> Optional.empty(), open())));
    assertEquals(7, aws.requests().size());
    Set<String> reads = new TreeSet<>();
    IDS.forEach(id -> reads.add("GetSecretValue " + id));
    assertEquals(reads, new TreeSet<>(aws.requests()));
  }

  @Test
  void openWhenSettingsHaveASecretThenAwsIsNotAskedForIt() {
    Secrets.open(
        name ->
            name == SecretName.ENCRYPTION_KEY
                ? Optional.of(Sensitive.of("the operator's own main key, long enough"))
                : Optional.empty(),
        open());
    assertFalse(aws.values().containsKey("FlowiseEncryptionKey"));
    assertFalse(aws.requests().contains("GetSecretValue FlowiseEncryptionKey"));
  }

  @Test
  void createWhenAnswerIsLostThenRepeatedWithTheSameTokenAndNothingIsReplaced() {
    SecretStore store = open();
    aws.script("CreateSecret", Answer.lost());
    assertEquals(FIRST, store.createIfAbsent(SecretName.JWT_ISSUER, FIRST));
    assertEquals(
        List.of("CreateSecret FlowiseJWTIssuer", "CreateSecret FlowiseJWTIssuer"), aws.requests());
    assertEquals(Optional.of(FIRST), store.find(SecretName.JWT_ISSUER));
  }

  @Test
  void createWhenReadLagsBehindAnotherNodesWriteThenAwaited() {
    aws.put("FlowiseJWTIssuer", FIRST.reveal());
    Answer notYet = Answer.error(400, "ResourceNotFoundException", "not yet");
    aws.script("GetSecretValue", notYet, notYet);
    assertEquals(FIRST, open().createIfAbsent(SecretName.JWT_ISSUER, SECOND));
    assertEquals(FIRST.reveal(), aws.values().get("FlowiseJWTIssuer"));
  }

  @Test
  void findWhenMainKeyHasWhiteSpaceAroundThenWithout() {
    aws.put("FlowiseEncryptionKey", " a sentence that is a key \n");
    aws.put("FlowiseTokenHashSecret", " thirty-two bytes and a line end \n");
    assertEquals(
        Optional.of(Sensitive.of("a sentence that is a key")),
        open().find(SecretName.ENCRYPTION_KEY));
    assertEquals(
        Optional.of(Sensitive.of(" thirty-two bytes and a line end \n")),
        open().find(SecretName.TOKEN_HASH_SECRET));
  }

  @Test
  void configWhenTwoSecretsHaveOneIdThenRefused() {
    SecretStoreException refusal =
        assertThrows(
            SecretStoreException.class,
            () ->
                new AwsSecretsConfig(
                    "us-east-1",
                    Optional.empty(),
                    Optional.empty(),
                    "FlowiseJWTIssuer",
                    "Flowise"));
    assertTrue(String.valueOf(refusal.getMessage()).contains("SECRETKEY_AWS_NAME"));
  }

  @Test
  void idsWhenNamesAreSetThenTheirs() {
    AwsSecretsConfig config =
        new AwsSecretsConfig("us-east-1", Optional.empty(), Optional.empty(), "acme/main", "acme/");
    Set<String> ids = new HashSet<>();
    for (SecretName name : SecretName.values()) {
      ids.add(config.id(name));
    }
    assertTrue(ids.containsAll(Set.of("acme/main", "acme/TokenHashSecret", "acme/JWTAudience")));
  }
}
