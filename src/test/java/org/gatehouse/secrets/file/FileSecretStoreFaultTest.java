package org.gatehouse.secrets.file;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.gatehouse.crypto.SecretBox;
import org.gatehouse.kernel.Sensitive;
import org.gatehouse.secrets.SecretName;
import org.gatehouse.secrets.SecretStoreException;
import org.gatehouse.secrets.Secrets;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Files that are not as they should be. Whatever it is, the start ends with a sentence that names
 * the file, no secret is shown, and no file is touched.
 */
class FileSecretStoreFaultTest {
  private static final SecretName NAME = SecretName.TOKEN_HASH_SECRET;

  /** Root passes over permissions, as long as it has these capabilities. */
  private static final String BOUND_BY_PERMISSIONS =
      "if [ \"$(id -u)\" = 0 ]; then"
          + " exec setpriv --bounding-set=-dac_override,-dac_read_search \"$@\"; else exec \"$@\"; fi";

  private static final SecretName OTHER = SecretName.JWT_AUTH_TOKEN_SECRET;

  private final Path directory;
  private String mainKey = "";
  private String secret = "";
  private String jwe = "";

  FileSecretStoreFaultTest(@TempDir Path directory) {
    this.directory = directory;
  }

  @BeforeEach
  void aFirstStartHasBeen() throws IOException {
    Secrets secrets = start();
    mainKey = secrets.get(SecretName.ENCRYPTION_KEY).reveal();
    secret = secrets.get(NAME).reveal();
    jwe = Files.readString(file(NAME)).strip();
  }

  static Stream<String> damage() {
    return Stream.of(
        "",
        " \n\t",
        "eyJ",
        "eyJhbGciOiJkaXIi",
        "a.b.c.d.e",
        "....",
        "eyJhbGciOiJkaXIi..AAAA.AAAA.AAAA",
        "two lines of text that are\nlong enough for a secret",
        "zeros \0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0",
        "x".repeat(100_000));
  }

  @ParameterizedTest
  @MethodSource("damage")
  void startWhenFileHoldsSomethingElseThenRefused(String content) throws IOException {
    Files.writeString(file(NAME), content);
    assertRefused(NAME, "");
    assertEquals(content, Files.readString(file(NAME)));
  }

  @Test
  void startWhenFileIsCutAnywhereThenRefused() throws IOException {
    for (int length = 0; length < jwe.length(); length += 7) {
      Files.writeString(file(NAME), jwe.substring(0, length));
      assertRefused(NAME, "");
    }
  }

  @Test
  void startWhenBeginningOfFileIsLostThenRefused() throws IOException {
    for (int lost = 1; lost <= jwe.indexOf('.'); lost += 3) {
      Files.writeString(file(NAME), jwe.substring(lost));
      assertRefused(NAME, "");
    }
  }

  @Test
  void startWhenAnyOneCharacterChangedThenRefused() throws IOException {
    for (int i = 0; i < jwe.length(); i += 7) {
      char other = jwe.charAt(i) == 'A' ? 'B' : 'A';
      Files.writeString(file(NAME), jwe.substring(0, i) + other + jwe.substring(i + 1));
      assertRefused(NAME, "");
    }
  }

  @Test
  void startWhenFileIsNoTextThenRefused() throws IOException {
    Files.write(file(NAME), new byte[] {(byte) 0xc3, 0x28, (byte) 0xff});
    assertRefused(NAME, "is no text");
  }

  @Test
  void startWhenFilesAreSwappedThenRefused() throws IOException {
    String other = Files.readString(file(OTHER));
    Files.writeString(file(OTHER), jwe);
    Files.writeString(file(NAME), other);
    assertRefused(NAME, "holds the secret of another file");
    assertRefused(OTHER, "holds the secret of another file");
  }

  @Test
  void startWhenMadeWithAnotherMainKeyThenRefused() throws IOException {
    SecretBox other = SecretBox.under(Sensitive.of("another main key, which is long enough"));
    Files.writeString(file(NAME), other.seal(NAME.name(), Sensitive.of(secret)));
    assertRefused(NAME, "encrypted under another main key");
  }

  @Test
  void startWhenMainKeyIsReplacedThenRefused() throws IOException {
    Files.writeString(file(SecretName.ENCRYPTION_KEY), "another main key, which is long enough");
    assertRefused(NAME, "encrypted under another main key");
    assertThrows(SecretStoreException.class, this::start);
  }

  @Test
  void startWhenOverwriteKeyIsAnotherThenRefused() {
    FileSecretStore store =
        FileSecretStore.open(directory, Optional.of(Sensitive.of("another main key")));
    assertMessage(NAME, "encrypted under another main key", () -> store.find(NAME));
  }

  @Test
  void startWhenMainKeyIsMissingThenRefusedAndNoneMade() throws IOException {
    Files.delete(file(SecretName.ENCRYPTION_KEY));
    assertRefused(NAME, "encryption.key is missing");
    assertMessage(SecretName.ENCRYPTION_KEY, "is missing", this::start);
    Files.delete(file(NAME));
    assertMessage(
        SecretName.ENCRYPTION_KEY,
        "is missing",
        () -> open().createIfAbsent(NAME, Sensitive.of("a candidate of more than 32 bytes")));
    assertFalse(Files.exists(file(SecretName.ENCRYPTION_KEY)));
    assertFalse(Files.exists(file(NAME)));
  }

  @Test
  void startWhenMainKeyIsMissingAndAFileIsDamagedThenRefusedAndNoneMade() throws IOException {
    for (SecretName name : SecretName.values()) {
      Files.delete(file(name));
    }
    Files.writeString(file(SecretName.JWT_AUDIENCE), "");
    assertMessage(SecretName.JWT_AUDIENCE, "is empty", this::start);
    assertFalse(Files.exists(file(SecretName.ENCRYPTION_KEY)));
  }

  @Test
  void startWhenMainKeyFileHoldsAnEncryptedTextThenRefused() throws IOException {
    Files.writeString(file(SecretName.ENCRYPTION_KEY), jwe);
    assertRefused(SecretName.ENCRYPTION_KEY, "in place of the main encryption key");
    assertMessage(SecretName.ENCRYPTION_KEY, "in place of", () -> open().find(NAME));
  }

  @Test
  void startWhenAnotherFileHoldsTheMainKeyThenRefused() throws IOException {
    Files.writeString(file(NAME), mainKey);
    assertRefused(NAME, "holds the main encryption key");
    assertEquals(mainKey, Files.readString(file(NAME)));
  }

  @ParameterizedTest
  @EnumSource(
      names = {
        "TOKEN_HASH_SECRET",
        "EXPRESS_SESSION_SECRET",
        "JWT_AUTH_TOKEN_SECRET",
        "JWT_REFRESH_TOKEN_SECRET"
      })
  void startWhenPlainTextIsUnder32BytesThenRefused(SecretName name) throws IOException {
    Files.writeString(file(name), "31 bytes, which are too few: 31");
    assertRefused(name, "fewer than 32 bytes");
  }

  @ParameterizedTest
  @EnumSource
  void startWhenADirectoryIsInTheFilesPlaceThenRefused(SecretName name) throws IOException {
    Files.delete(file(name));
    Files.createDirectory(file(name));
    assertRefused(name, "is not a regular file");
  }

  @ParameterizedTest
  @EnumSource
  void startWhenFileIsALinkThenRefused(SecretName name) throws IOException {
    Path elsewhere = directory.resolve("elsewhere");
    Files.move(file(name), elsewhere);
    Files.createSymbolicLink(file(name), elsewhere);
    assertRefused(name, "is a symbolic link");
    Files.delete(elsewhere);
    assertRefused(name, "is a symbolic link");
    assertFalse(Files.exists(elsewhere));
  }

  @Test
  void openWhenDirectoryIsAFileThenRefused() throws IOException {
    Path file = Files.writeString(directory.resolve("file"), "");
    for (Path path : new Path[] {file, file.resolve("below")}) {
      SecretStoreException refusal =
          assertThrows(
              SecretStoreException.class, () -> FileSecretStore.open(path, Optional.empty()));
      assertTrue(message(refusal).contains("SECRETKEY_PATH"), message(refusal));
    }
  }

  @Test
  void openWhenEverybodyMayWriteIntoTheDirectoryThenRefused() throws IOException {
    Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwxrwxrwx"));
    SecretStoreException refusal = assertThrows(SecretStoreException.class, this::open);
    assertTrue(message(refusal).contains("chmod 700 " + directory), message(refusal));
  }

  @Test
  void createWhenDirectoryIsGoneThenRefused() throws IOException {
    Path home = directory.resolve("home");
    FileSecretStore store = FileSecretStore.open(home, Optional.empty());
    Files.delete(home);
    SecretStoreException refusal =
        assertThrows(
            SecretStoreException.class,
            () -> store.createIfAbsent(NAME, Sensitive.of("geheim".repeat(6))));
    assertTrue(message(refusal).contains(home.toString()));
    assertFalse(message(refusal).contains("geheim"));
  }

  /** The shell's limit on file sizes stands in for a full disk: the first written byte fails. */
  @Test
  void startWhenDiskTakesNoByteThenRefusedAndNothingHalfWritten() throws Exception {
    Path home = directory.resolve("home");
    Ended start = startInAProcess("ulimit -f 0; exec \"$@\"", home);
    assertEquals(1, start.code, start.errors);
    assertTrue(start.errors.contains("encryption.key cannot be written"), start.errors);
    try (Stream<Path> files = Files.list(home)) {
      assertEquals(List.of(home.resolve(".lock")), files.toList());
    }
  }

  @ParameterizedTest
  @EnumSource
  void startWhenFileCannotBeReadThenRefused(SecretName name) throws Exception {
    Files.setPosixFilePermissions(file(name), Set.of());
    Ended start = startInAProcess(BOUND_BY_PERMISSIONS, directory);
    assertEquals(1, start.code, start.errors);
    assertTrue(start.errors.contains(name.fileName() + " cannot be read: "), start.errors);
    assertTrue(start.errors.contains("Let the user that runs the server own it"), start.errors);
  }

  @Test
  void startWhenDirectoryIsReadOnlyThenRefusedOnlyIfSomethingIsMissing() throws Exception {
    Files.delete(directory.resolve(".lock"));
    Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("r-x------"));
    Ended whole = startInAProcess(BOUND_BY_PERMISSIONS, directory);
    Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwx------"));
    assertEquals(0, whole.code, whole.errors);

    Files.delete(file(NAME));
    Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("r-x------"));
    Ended missing = startInAProcess(BOUND_BY_PERMISSIONS, directory);
    Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwx------"));
    assertEquals(1, missing.code, missing.errors);
    assertTrue(missing.errors.contains("The directory must be writable"), missing.errors);
    assertFalse(Files.exists(file(NAME)));
  }

  private record Ended(int code, String errors) {}

  /** A first start as a process that the shell prepares; shows no secret whatever comes of it. */
  private Ended startInAProcess(String shell, Path home) throws Exception {
    Process process =
        new ProcessBuilder(
                "sh",
                "-c",
                shell,
                "sh",
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:-UsePerfData",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                FirstStart.class.getName(),
                home.toString())
            .start();
    process.getOutputStream().write('\n');
    process.getOutputStream().close();
    String errors = new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
    assertFalse(errors.contains(secret) || errors.contains(mainKey), "shows a secret");
    return new Ended(process.waitFor(), errors);
  }

  @Test
  void createWhenLockIsHeldTooLongThenRefused() throws IOException {
    Files.delete(file(NAME));
    FileSecretStore store =
        FileSecretStore.open(directory, Optional.empty(), Duration.ofMillis(50));
    Sensitive candidate = Sensitive.of("geheim".repeat(6));
    try (FileChannel channel =
            FileChannel.open(directory.resolve(".lock"), StandardOpenOption.WRITE);
        FileLock held = channel.lock()) {
      assertTrue(held.isValid());
      SecretStoreException refusal =
          assertThrows(SecretStoreException.class, () -> store.createIfAbsent(NAME, candidate));
      assertTrue(message(refusal).contains(".lock"), message(refusal));
    }
    assertFalse(Files.exists(file(NAME)));
    assertEquals(candidate, store.createIfAbsent(NAME, candidate));
  }

  @ParameterizedTest
  @ValueSource(strings = {"a directory", "a link"})
  void createWhenLockFileIsSomethingElseThenRefused(String what) throws IOException {
    Files.delete(file(NAME));
    Path lock = directory.resolve(".lock");
    Files.delete(lock);
    if (what.equals("a link")) {
      Files.createSymbolicLink(lock, directory.resolve("elsewhere"));
    } else {
      Files.createDirectory(lock);
    }
    assertThrows(SecretStoreException.class, this::start);
    assertFalse(Files.exists(file(NAME)));
    assertFalse(Files.exists(directory.resolve("elsewhere")));
  }

  private Secrets start() {
    return Secrets.open(name -> Optional.empty(), open());
  }

  private FileSecretStore open() {
    return FileSecretStore.open(directory, Optional.empty());
  }

  private Path file(SecretName name) {
    return directory.resolve(name.fileName());
  }

  /** Neither found, nor taken as absent, by a read or by a first start. */
  private void assertRefused(SecretName name, String part) {
    assertMessage(name, part, () -> open().find(name));
    Sensitive candidate = Sensitive.of("a candidate of more than 32 bytes, for sure");
    assertMessage(name, part, () -> open().createIfAbsent(name, candidate));
  }

  private void assertMessage(SecretName name, String part, Executable start) {
    SecretStoreException refusal = assertThrows(SecretStoreException.class, start);
    assertTrue(message(refusal).contains(name.fileName()), message(refusal));
    assertTrue(message(refusal).contains(part), message(refusal));
    StringWriter trace = new StringWriter();
    refusal.printStackTrace(new PrintWriter(trace));
    assertFalse(trace.toString().contains(secret));
    assertFalse(trace.toString().contains(mainKey));
    assertFalse(trace.toString().contains("31 bytes, which"));
  }

  private static String message(Throwable refusal) {
    return String.valueOf(refusal.getMessage());
  }
}
