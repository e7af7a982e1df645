package org.gatehouse.reencryption;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import org.gatehouse.crypto.SecretBox;
import org.gatehouse.kernel.Sensitive;
import org.gatehouse.persistence.TestDatabase;
import org.gatehouse.secrets.GivenMainKey;
import org.gatehouse.secrets.MainKeyPlace;
import org.gatehouse.secrets.SecretName;
import org.gatehouse.secrets.SecretStoreException;
import org.gatehouse.secrets.Secrets;
import org.gatehouse.secrets.aws.AwsSecretStore;
import org.gatehouse.secrets.aws.SecretsManagerStub;
import org.gatehouse.secrets.aws.TestAws;
import org.gatehouse.secrets.file.FileSecretStore;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A change of the main key that is killed after every single write, in each place of the key. */
class ReencryptionTest {
  @RegisterExtension static final TestDatabase DATABASE = new TestDatabase();

  private static final int MAILS = 110;
  private static final Sensitive OLD = Sensitive.of("the operator's old main key, long enough");
  private static final Sensitive NEW =
      Sensitive.of("the operator's n\u00e4w main key, long enough");

  private final SecretsManagerStub aws = new SecretsManagerStub();
  private final Path directory;
  private int round;

  ReencryptionTest(@TempDir Path directory) throws IOException {
    this.directory = directory;
  }

  /** Where the main key is kept, and with it the other secrets. */
  enum Place {
    FILE,
    SETTING,
    AWS
  }

  private static final class Killed extends Error {
    private static final long serialVersionUID = 1L;
  }

  @BeforeEach
  @AfterEach
  void clear() {
    DATABASE.clear();
    DATABASE.execute("delete from main_key_change");
  }

  @AfterEach
  void close() {
    aws.close();
  }

  @ParameterizedTest
  @EnumSource
  void runWhenKilledAfterAnyWriteThenAServerRefusesOrWorksAndTheNextRunEndsIt(Place place) {
    int writes = 0;
    boolean wasKilled = true;
    for (; wasKilled; writes++) {
      clear();
      round++;
      Secrets secrets = start(place, OLD);
      Map<UUID, String> mails = mails(secrets.box());
      wasKilled = runAndKillAfter(place, writes);
      assertServerRefusesOrOpens(place, secrets, mails, OLD);
      assertServerRefusesOrOpens(place, secrets, mails, NEW);
      if (wasKilled) {
        run(place);
      }
      assertChanged(place, secrets, mails);
    }
    assertTrue(writes > (place == Place.AWS ? 6 : 10), "only " + writes + " writes");
  }

  @ParameterizedTest
  @EnumSource
  void runWhenKilledAfterTheFirstWriteOfEachRunThenItEndsNevertheless(Place place) {
    Secrets secrets = start(place, OLD);
    Map<UUID, String> mails = mails(secrets.box());
    int runs = 0;
    while (runAndKillAfter(place, 0)) {
      assertServerRefusesOrOpens(place, secrets, mails, OLD);
      runs++;
      assertTrue(runs < 50, "it does not come to an end");
      if (change().filter(KeyChange::isDone).isPresent()) {
        // What is left is the last step, which any number of runs may repeat.
        run(place);
        break;
      }
    }
    assertChanged(place, secrets, mails);
  }

  @ParameterizedTest
  @EnumSource
  void runWhenAnOldServerReadItsKeyBeforeThenItIsRefusedAfter(Place place) {
    Secrets secrets = start(place, OLD);
    run(place);
    SecretStoreException refusal =
        assertThrows(SecretStoreException.class, () -> settle(secrets.box().keyId()));
    assertTrue(String.valueOf(refusal.getMessage()).contains("SECRETKEY_OVERWRITE"));
    settle(start(place, NEW).box().keyId());
    assertEquals(0, DATABASE.count("main_key_change"));
  }

  @Test
  void runWhenValuesCanBeOpenedByNobodyThenTheyStayAndAreCounted() {
    Secrets secrets = start(Place.FILE, OLD);
    insert(UUID.randomUUID(), "eyJ.no.jwe.at.all");
    UUID foreign = UUID.randomUUID();
    insert(foreign, SecretBox.under(NEW).seal(foreign.toString(), Sensitive.of("x")));
    UUID swapped = UUID.randomUUID();
    insert(swapped, secrets.box().seal(UUID.randomUUID().toString(), Sensitive.of("x")));
    List<?> before = DATABASE.select("select sealed from mail_outbox order by id");
    assertEquals(new Reencryption.Report(6, 0, 3), run(Place.FILE));
    assertEquals(before, DATABASE.select("select sealed from mail_outbox order by id"));
  }

  @Test
  void runWhenTwiceThenTwoChanges() {
    Secrets secrets = start(Place.FILE, OLD);
    Map<UUID, String> mails = mails(secrets.box());
    run(Place.FILE);
    Sensitive second = start(Place.FILE, OLD).get(SecretName.ENCRYPTION_KEY);
    run(Place.FILE);
    assertNotEquals(second, start(Place.FILE, OLD).get(SecretName.ENCRYPTION_KEY));
    assertChanged(Place.FILE, secrets, mails);
  }

  @Test
  void runWhenAnotherNewKeyComesIntoAChangeThenRefused() {
    start(Place.SETTING, OLD);
    assertTrue(runAndKillAfter(Place.SETTING, 3));
    MainKeyPlace other =
        new GivenMainKey(OLD, Sensitive.of("a third key, which is long enough, too"));
    assertRefused("begun with other keys", other, Optional.empty());
    assertRefused("begun with other keys", new GivenMainKey(NEW, OLD), Optional.empty());
    run(Place.SETTING);
    settle(SecretBox.under(NEW).keyId());
  }

  @Test
  void runWhenANewKeyIsGivenToAChangeThatHasOneThenRefused() {
    start(Place.FILE, OLD);
    assertTrue(runAndKillAfter(Place.FILE, 3));
    assertRefused("Unset SECRETKEY_NEW", files().mainKeyFile(), Optional.of(NEW));
  }

  @Test
  void runWhenNewKeyIsThePresentOneOrThereIsNoneThenRefused() {
    assertRefused("no main encryption key yet", files().mainKeyFile(), Optional.empty());
    Sensitive present = start(Place.FILE, OLD).get(SecretName.ENCRYPTION_KEY);
    assertRefused("is the present one", files().mainKeyFile(), Optional.of(present));
    assertEquals(0, DATABASE.count("main_key_change"));
    assertEquals(Optional.empty(), files().mainKeyFile().findNext());
  }

  @Test
  void runWhenAFileIsDamagedThenRefusedAndTheKeyStays() throws IOException {
    start(Place.FILE, OLD);
    Path file = home().resolve(SecretName.JWT_ISSUER.fileName());
    String whole = Files.readString(file);
    Files.writeString(file, whole.substring(0, 40));
    SecretStoreException refusal = assertThrows(SecretStoreException.class, () -> run(Place.FILE));
    assertTrue(String.valueOf(refusal.getMessage()).contains("jwt_issuer.key is damaged"));
    assertEquals(whole.substring(0, 40), Files.readString(file));
    Files.writeString(file, whole);
    run(Place.FILE);
  }

  @Test
  void runWhenKeyIsGivenForAFileThenThatOneAndItsLettersStay() throws IOException {
    start(Place.FILE, OLD);
    MainKeyPlace place = files().mainKeyFile();
    reencryption(place, Optional.of(files()), () -> {}).run(Optional.of(NEW), new SecureRandom());
    assertEquals(NEW.reveal() + "\n", Files.readString(home().resolve("encryption.key")));
    assertEquals(NEW, start(Place.FILE, OLD).get(SecretName.ENCRYPTION_KEY));
  }

  @Test
  void runWhenInAwsThenTheOldKeyIsThePreviousVersionAndOthersAreUntouched() {
    Secrets secrets = start(Place.AWS, OLD);
    Map<String, String> before = aws.values();
    run(Place.AWS);
    Map<String, String> after = aws.values();
    assertEquals(
        before.remove("FlowiseEncryptionKey"), aws.valueAt("FlowiseEncryptionKey", "AWSPREVIOUS"));
    assertNotEquals(
        secrets.get(SecretName.ENCRYPTION_KEY).reveal(), after.remove("FlowiseEncryptionKey"));
    assertEquals(before, after);
    aws.clearRequests();
    start(Place.AWS, OLD);
    assertEquals(7, aws.requests().size());
  }

  /** Every column of the database that is called so must be in the list, or its values are lost. */
  @Test
  void columnsWhenTheSchemaHasASealedOneThenItIsInTheList() {
    List<?> columns =
        DATABASE.select(
            "select lower(table_name) || '.' || lower(column_name) from information_schema.columns"
                + " where lower(column_name) like '%sealed%' order by 1");
    assertEquals(
        columns,
        SealedColumn.ALL.stream().map(c -> c.table() + "." + c.column()).sorted().toList());
  }

  private Path home() {
    return directory.resolve("home" + round);
  }

  private FileSecretStore files() {
    return FileSecretStore.open(home(), Optional.empty());
  }

  private FileSecretStore files(Place place, Sensitive setting) {
    return FileSecretStore.open(
        home(), place == Place.SETTING ? Optional.of(setting) : Optional.empty());
  }

  /** What a server that starts now has, or the reason why it does not. */
  private Secrets start(Place place, Sensitive setting) {
    Secrets opened;
    if (place == Place.AWS) {
      try (AwsSecretStore store = AwsSecretStore.open(TestAws.config(aws))) {
        opened = Secrets.open(name -> Optional.empty(), store);
      }
    } else {
      opened =
          Secrets.open(
              name ->
                  place == Place.SETTING && name == SecretName.ENCRYPTION_KEY
                      ? Optional.of(setting)
                      : Optional.empty(),
              files(place, setting));
    }
    return opened;
  }

  private Reencryption.Report run(Place place) {
    return run(place, () -> {});
  }

  private Reencryption.Report run(Place place, Runnable afterWrite) {
    SecureRandom random = new SecureRandom();
    return switch (place) {
      case FILE ->
          reencryption(files().mainKeyFile(), Optional.of(files()), afterWrite)
              .run(Optional.empty(), random);
      case SETTING ->
          reencryption(new GivenMainKey(OLD, NEW), Optional.of(files(place, OLD)), afterWrite)
              .run(Optional.of(NEW), random);
      case AWS -> {
        try (AwsSecretStore store = AwsSecretStore.openForCommand(TestAws.config(aws))) {
          yield reencryption(store.mainKey(), Optional.empty(), afterWrite)
              .run(Optional.empty(), random);
        }
      }
    };
  }

  private static Reencryption reencryption(
      MainKeyPlace place, Optional<FileSecretStore> files, Runnable afterWrite) {
    return new Reencryption(DATABASE.transactions(), DATABASE.sql(), place, files, afterWrite);
  }

  /** Whether it was killed before its end. */
  private boolean runAndKillAfter(Place place, int writes) {
    int[] left = {writes};
    try {
      run(
          place,
          () -> {
            if (left[0]-- == 0) {
              throw new Killed();
            }
          });
      return false;
    } catch (Killed e) {
      return true;
    }
  }

  private static Optional<KeyChange> change() {
    return new KeyChange.Row(DATABASE.transactions(), DATABASE.sql()).find();
  }

  private static void settle(String keyId) {
    KeyChange.settle(DATABASE.transactions(), DATABASE.sql(), keyId);
  }

  private static Map<UUID, String> mails(SecretBox box) {
    Map<UUID, String> mails = new TreeMap<>();
    DATABASE.run(
        () -> {
          for (int i = 0; i < MAILS; i++) {
            UUID id = UUID.randomUUID();
            mails.put(id, "mail number " + i);
            insert(id, box.seal(id.toString(), Sensitive.of("mail number " + i)));
          }
          insert(UUID.randomUUID(), null);
        });
    return mails;
  }

  private static void insert(UUID id, @Nullable String sealed) {
    DATABASE.execute(
        "insert into mail_outbox (id, kind, recipient, language, sealed, status, attempts,"
            + " created_at, next_attempt_at) values (?, 'TEST', 'a@b.example', 'en', ?, 'WAITING',"
            + " 0, 0, 0)",
        id,
        sealed);
  }

  private void assertServerRefusesOrOpens(
      Place place, Secrets secrets, Map<UUID, String> mails, Sensitive key) {
    Secrets started;
    Optional<KeyChange> before = change();
    try {
      started = start(place, key);
      settle(started.box().keyId());
    } catch (SecretStoreException refused) {
      assertEquals(before, change());
      return;
    }
    assertOpens(started, secrets, mails);
  }

  private static void assertOpens(Secrets started, Secrets secrets, Map<UUID, String> mails) {
    for (SecretName name : SecretName.values()) {
      if (name != SecretName.ENCRYPTION_KEY) {
        assertEquals(secrets.get(name), started.get(name));
      }
    }
    SecretBox box = started.box();
    for (Object row :
        DATABASE.select("select id, sealed from mail_outbox where sealed is not null")) {
      Object[] columns = (Object[]) row;
      assertEquals(
          mails.get((UUID) columns[0]),
          box.open(columns[0].toString(), (String) columns[1]).reveal());
    }
  }

  private void assertChanged(Place place, Secrets secrets, Map<UUID, String> mails) {
    Secrets started = start(place, NEW);
    assertNotEquals(secrets.get(SecretName.ENCRYPTION_KEY), started.get(SecretName.ENCRYPTION_KEY));
    settle(started.box().keyId());
    assertOpens(started, secrets, mails);
    assertEquals(mails.size() + 1, DATABASE.count("mail_outbox"));
    assertEquals(0, DATABASE.count("main_key_change"));
    assertFalse(Files.exists(home().resolve("encryption.new.key")));
    if (place == Place.AWS) {
      aws.put("FlowiseEncryptionKey", OLD.reveal());
    }
  }

  private static void assertRefused(String part, MainKeyPlace place, Optional<Sensitive> given) {
    SecretStoreException refusal =
        assertThrows(
            SecretStoreException.class,
            () -> reencryption(place, Optional.empty(), () -> {}).run(given, new SecureRandom()));
    assertTrue(String.valueOf(refusal.getMessage()).contains(part), refusal::getMessage);
    assertFalse(String.valueOf(refusal.getMessage()).contains(NEW.reveal()));
  }
}
