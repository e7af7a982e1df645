package org.gatehouse.secrets.file;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.gatehouse.crypto.SecretBox;
import org.gatehouse.kernel.Sensitive;
import org.gatehouse.secrets.SecretName;
import org.gatehouse.secrets.SecretStore;
import org.gatehouse.secrets.SecretStoreContract;
import org.gatehouse.secrets.Secrets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FileSecretStoreTest extends SecretStoreContract {
  private static final SecretName NAME = SecretName.TOKEN_HASH_SECRET;

  private final Path temporary;

  FileSecretStoreTest(@TempDir Path temporary) {
    this.temporary = temporary;
  }

  @Override
  protected SecretStore open() {
    return FileSecretStore.open(directory(), Optional.empty());
  }

  @Test
  void createWhenDoneThenOnlyTheOwnerMayReadAndNothingElseIsLeft() throws IOException {
    Secrets.open(name -> Optional.empty(), open());
    assertEquals("rwx------", permissions(directory()));
    Set<String> names = new TreeSet<>();
    for (Path file : files()) {
      assertEquals("rw-------", permissions(file), file.toString());
      names.add(file.getFileName().toString());
    }
    Set<String> expected = new TreeSet<>(List.of(".lock"));
    for (SecretName name : SecretName.values()) {
      expected.add(name.fileName());
    }
    assertEquals(expected, names);
  }

  @Test
  void createWhenDoneThenMainKeyIsBase64AndTheOthersAreEncryptedUnderIt() throws IOException {
    Secrets secrets = Secrets.open(name -> Optional.empty(), open());
    String mainKey = Files.readString(file(SecretName.ENCRYPTION_KEY)).strip();
    assertEquals(32, Base64.getDecoder().decode(mainKey).length);
    for (SecretName name : SecretName.values()) {
      if (name != SecretName.ENCRYPTION_KEY) {
        String jwe = Files.readString(file(name)).strip();
        assertFalse(jwe.contains(secrets.get(name).reveal()));
        assertEquals(
            secrets.get(name), SecretBox.under(Sensitive.of(mainKey)).open(name.name(), jwe));
      }
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "fJ8Zb0dYy1nqfM3l6z0Qe3b7q2sV9wK5uT4rX1cA8pE=",
        "  a sentence that is long enough to be used as a key \r\n",
        "8f14e45fceea167a5a36dedd4bea2543c9f0f895fb98ab9159f51fd0297e236d"
      })
  void findWhenPlainTextOfTheOlderLayoutThenSameSecretAndEncryptedInPlace(String plain)
      throws IOException {
    Files.createDirectories(directory());
    Files.writeString(file(SecretName.ENCRYPTION_KEY), "KsO8w59lbiBTaWUgZGllIEthdHpl\n");
    Files.writeString(file(NAME), plain);
    Optional<Sensitive> secret = Optional.of(Sensitive.of(plain.strip()));
    assertEquals(secret, open().find(NAME));
    assertTrue(Files.readString(file(NAME)).startsWith("eyJ"));
    assertEquals("rw-------", permissions(file(NAME)));
    assertEquals(
        "KsO8w59lbiBTaWUgZGllIEthdHpl\n", Files.readString(file(SecretName.ENCRYPTION_KEY)));
    assertEquals(secret, open().find(NAME));
  }

  @Test
  void openWhenEveryFileIsPlainTextThenAllAreTakenOver() throws IOException {
    Files.createDirectories(directory());
    for (SecretName name : SecretName.values()) {
      Files.writeString(file(name), "https://a.b.c.d.example/" + name);
    }
    Files.writeString(file(NAME), "no dots here, but more than 32 bytes");
    for (SecretName name :
        List.of(
            SecretName.EXPRESS_SESSION_SECRET,
            SecretName.JWT_AUTH_TOKEN_SECRET,
            SecretName.JWT_REFRESH_TOKEN_SECRET)) {
      Files.writeString(file(name), name + " is a sentence of more than 32 bytes");
    }
    Secrets secrets = Secrets.open(name -> Optional.empty(), open());
    assertEquals("https://a.b.c.d.example/JWT_ISSUER", secrets.get(SecretName.JWT_ISSUER).reveal());
    assertEquals(allOf(secrets), allOf(Secrets.open(name -> Optional.empty(), open())));
  }

  @Test
  void findWhenOthersCouldReadThenTightened() throws IOException {
    open().createIfAbsent(NAME, FIRST);
    for (SecretName name : List.of(NAME, SecretName.ENCRYPTION_KEY)) {
      Files.setPosixFilePermissions(file(name), PosixFilePermissions.fromString("rw-r--r--"));
    }
    assertEquals(Optional.of(FIRST), open().find(NAME));
    assertEquals("rw-------", permissions(file(NAME)));
    assertEquals("rw-------", permissions(file(SecretName.ENCRYPTION_KEY)));
  }

  @Test
  void openWhenDirectoryWasThereThenItsPermissionsStay() throws IOException {
    Files.createDirectories(directory());
    Files.setPosixFilePermissions(directory(), PosixFilePermissions.fromString("rwxr-xr-x"));
    open().createIfAbsent(NAME, FIRST);
    assertEquals("rwxr-xr-x", permissions(directory()));
  }

  @Test
  void openWhenMainKeyComesFromSettingsThenNoKeyFileIsReadOrWritten() throws IOException {
    Optional<Sensitive> key = Optional.of(Sensitive.of("the operator's own main key, long enough"));
    FileSecretStore store = FileSecretStore.open(directory(), key);
    store.createIfAbsent(NAME, FIRST);
    assertEquals(key, store.find(SecretName.ENCRYPTION_KEY));
    assertFalse(Files.exists(file(SecretName.ENCRYPTION_KEY)));
    Files.writeString(file(SecretName.ENCRYPTION_KEY), "");
    assertEquals(Optional.of(FIRST), FileSecretStore.open(directory(), key).find(NAME));
  }

  @Test
  void openWhenMainKeySettingIsBlankThenUnset() {
    FileSecretStore.open(directory(), Optional.of(Sensitive.of(" "))).createIfAbsent(NAME, FIRST);
    assertTrue(Files.exists(file(SecretName.ENCRYPTION_KEY)));
  }

  @Test
  void openWhenAKilledStartLeftATemporaryFileThenRemovedAndNeverASecret() throws IOException {
    open().createIfAbsent(SecretName.JWT_ISSUER, FIRST);
    Path leftover =
        directory().resolve("." + NAME.fileName() + ".1b4e28ba-2fa1-11d2-883f-0016d3cca427.tmp");
    Files.writeString(leftover, "half a sec");
    Path foreign = Files.writeString(directory().resolve(".notes.tmp"), "not ours");
    assertEquals(Optional.empty(), open().find(NAME));
    assertFalse(Files.exists(leftover));
    assertTrue(Files.exists(foreign));
  }

  @Test
  void openWhenEverythingIsThereThenNothingIsWritten() throws IOException {
    Secrets.open(name -> Optional.empty(), open());
    Files.delete(directory().resolve(".lock"));
    FileTime longAgo = FileTime.fromMillis(0);
    for (Path file : files()) {
      Files.setLastModifiedTime(file, longAgo);
    }
    Files.setLastModifiedTime(directory(), longAgo);
    Secrets.open(name -> Optional.empty(), open());
    for (Path file : files()) {
      assertEquals(longAgo, Files.getLastModifiedTime(file));
    }
    assertEquals(longAgo, Files.getLastModifiedTime(directory()));
  }

  @Test
  void openWhenTenProcessesStartAtOnceThenAllHaveTheSameSecrets() throws Exception {
    List<Process> processes = new ArrayList<>();
    try {
      for (int i = 0; i < 10; i++) {
        processes.add(
            new ProcessBuilder(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "-Xshare:auto",
                    "-XX:TieredStopAtLevel=1",
                    "-cp",
                    System.getProperty("java.class.path"),
                    FirstStart.class.getName(),
                    directory().toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start());
      }
      for (Process process : processes) {
        assertEquals('r', process.getInputStream().read());
      }
      for (Process process : processes) {
        process.getOutputStream().write('\n');
        process.getOutputStream().flush();
      }
      Set<String> digests = new TreeSet<>();
      for (Process process : processes) {
        digests.add(new String(process.getInputStream().readAllBytes(), StandardCharsets.US_ASCII));
        assertTrue(process.waitFor(30, TimeUnit.SECONDS));
        assertEquals(0, process.exitValue());
      }
      assertEquals(1, digests.size());
      assertEquals(
          FirstStart.digest(Secrets.open(name -> Optional.empty(), open())),
          digests.iterator().next());
      assertEquals(SecretName.values().length + 1, files().size());
    } finally {
      processes.forEach(Process::destroyForcibly);
    }
  }

  private Path directory() {
    return temporary.resolve("home");
  }

  private Path file(SecretName name) {
    return directory().resolve(name.fileName());
  }

  private List<Path> files() throws IOException {
    try (Stream<Path> files = Files.list(directory())) {
      return files.toList();
    }
  }

  private static String permissions(Path path) throws IOException {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
  }
}
