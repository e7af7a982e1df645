package org.gatehouse.operator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.gatehouse.crypto.OpaqueToken;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OperatorTokenTest {
  private final Path directory;
  private final Path file;
  private final OperatorToken token;

  OperatorTokenTest(@TempDir Path directory) {
    this.directory = directory;
    this.file = directory.resolve("operator-token");
    this.token = new OperatorToken(directory, new SecureRandom());
  }

  @Test
  void publishThenTheTokenIsInAFileForItsOwnerAlone() throws IOException {
    token.publish();
    assertTrue(OpaqueToken.parse(written()).isPresent(), "256 random bits");
    assertTrue(token.matches(written()));
    assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
    try (Stream<Path> files = Files.list(directory)) {
      assertEquals(List.of(file), files.toList());
    }
  }

  @Test
  void publishWhenAKilledServerLeftOneThenANewOneForItsOwnerAlone() throws IOException {
    new OperatorToken(directory, new SecureRandom()).publish();
    String left = written();
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-rw-rw-"));
    token.publish();
    assertNotEquals(left, written());
    assertFalse(token.matches(left));
    assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
  }

  @Test
  void matchesWhenAnythingElseThenNot() throws IOException {
    assertFalse(token.matches(null), "before it is published");
    token.publish();
    assertFalse(token.matches(null));
    assertFalse(token.matches(""));
    assertFalse(token.matches(written() + "A"));
    assertFalse(token.matches(" " + written()));
    assertFalse(token.matches(written().toUpperCase(Locale.ROOT)));
    assertFalse(token.matches(OpaqueToken.random(new SecureRandom()).value().reveal()));
  }

  @Test
  void withdrawThenFileAndTokenAreGone() throws IOException {
    token.publish();
    String before = written();
    token.withdraw();
    assertFalse(Files.exists(file));
    assertFalse(token.matches(before));
  }

  @Test
  void withdrawWhenTheFileIsAnotherServersThenItStays() throws IOException {
    token.publish();
    OperatorToken successor = new OperatorToken(directory, new SecureRandom());
    successor.publish();
    token.withdraw();
    assertTrue(successor.matches(written()));
  }

  private String written() throws IOException {
    return Files.readString(file).strip();
  }
}
