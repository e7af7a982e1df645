package org.gatehouse.registration;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.gatehouse.crypto.OpaqueToken;
import org.gatehouse.kernel.Sensitive;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SetupTokenTest {
  private final Path directory;
  private final SetupToken token;

  SetupTokenTest(@TempDir Path directory) {
    this.directory = directory;
    this.token = new SetupToken(directory);
  }

  @Test
  void openWhenThereIsNoneThenMadeInAFileForItsOwnerAlone() throws IOException {
    assertFalse(token.isPresent());
    Sensitive opened = token.open();
    assertTrue(token.isPresent());
    assertTrue(OpaqueToken.parse(opened.reveal()).isPresent(), "256 random bits");
    assertEquals(opened.reveal() + "\n", Files.readString(token.file()));
    assertEquals(
        "rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(token.file())));
    assertOnlyTheTokenIn(directory);
  }

  @Test
  void openWhenThereIsOneThenThatOne() {
    Sensitive first = token.open();
    assertEquals(first, token.open());
    assertEquals(first, new SetupToken(directory).open(), "also after a restart");
  }

  @Test
  void openWhenTheFileIsEmptyThenANewToken() throws IOException {
    Files.writeString(token.file(), "\n");
    assertFalse(token.isPresent());
    assertFalse(token.matches(Sensitive.of("")));
    assertTrue(token.matches(token.open()));
    assertEquals(
        "rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(token.file())));
  }

  @Test
  void openWhenManyAtOnceThenOneTokenForAll() throws Exception {
    for (int round = 0; round < 20; round++) {
      Set<Sensitive> tokens = new HashSet<>(openedByEightAtOnce());
      assertEquals(1, tokens.size());
      assertTrue(token.matches(tokens.iterator().next()));
      assertOnlyTheTokenIn(directory);
      token.remove();
    }
  }

  @Test
  void matchesWhenTheTokenThenTrueElseFalse() {
    Sensitive opened = token.open();
    assertTrue(token.matches(opened));
    assertFalse(token.matches(Sensitive.of(opened.reveal() + "\n")));
    assertFalse(token.matches(Sensitive.of(opened.reveal().substring(1))));
    assertFalse(token.matches(Sensitive.of("")));
  }

  @Test
  void matchesWhenRemovedThenNever() {
    Sensitive opened = token.open();
    token.remove();
    assertFalse(token.matches(opened));
    assertFalse(Files.exists(token.file()));
    token.remove();
    assertNotEquals(opened, token.open(), "a later one is another");
  }

  @Test
  void matchesWhenTheOperatorReplacedTheFileThenTheNewOneAtOnce() throws IOException {
    Sensitive old = token.open();
    Files.writeString(token.file(), "my-own-token");
    assertTrue(token.matches(Sensitive.of("my-own-token")));
    assertFalse(token.matches(old));
  }

  @Test
  void openWhenTheFileCannotBeReadThenFailsAndNothingIsReplaced() throws IOException {
    Files.createDirectory(token.file());
    assertThrows(UncheckedIOException.class, token::open);
    assertTrue(Files.isDirectory(token.file()));
  }

  private List<Sensitive> openedByEightAtOnce() throws Exception {
    ExecutorService pool = Executors.newFixedThreadPool(8);
    try {
      CountDownLatch start = new CountDownLatch(1);
      List<Future<Sensitive>> opening = new ArrayList<>();
      for (int i = 0; i < 8; i++) {
        opening.add(
            pool.submit(
                () -> {
                  start.await();
                  return new SetupToken(directory).open();
                }));
      }
      start.countDown();
      List<Sensitive> opened = new ArrayList<>();
      for (Future<Sensitive> future : opening) {
        opened.add(future.get());
      }
      return opened;
    } finally {
      pool.shutdown();
    }
  }

  private static void assertOnlyTheTokenIn(Path directory) throws IOException {
    try (Stream<Path> files = Files.list(directory)) {
      assertEquals(List.of("setup-token"), files.map(f -> f.getFileName().toString()).toList());
    }
  }
}
