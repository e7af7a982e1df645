package org.gatehouse.secrets.file;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What holds even for writers that the lock does not reach, as on some network volumes. */
class SecretDirectoryTest {
  private final Path path;
  private final SecretDirectory directory;

  SecretDirectoryTest(@TempDir Path path) {
    this.path = path;
    this.directory = SecretDirectory.open(path);
  }

  @Test
  void createWhenFileIsThereThenLeftAlone() throws IOException {
    assertTrue(directory.create("a.key", "first"));
    assertFalse(directory.create("a.key", "second"));
    assertEquals(Optional.of("first"), directory.read("a.key"));
    assertEquals(List.of(), directory.findLeftovers());
    assertEquals(1, Files.getAttribute(path.resolve("a.key"), "unix:nlink"));
  }

  @Test
  void createWhenADanglingLinkIsThereThenLeftAlone() throws IOException {
    Files.createSymbolicLink(path.resolve("a.key"), path.resolve("elsewhere"));
    assertFalse(directory.create("a.key", "first"));
    assertTrue(Files.isSymbolicLink(path.resolve("a.key")));
    assertFalse(Files.exists(path.resolve("elsewhere")));
  }

  @Test
  void replaceWhenFileIsThereThenNewTextWhole() {
    directory.create("a.key", "first");
    directory.replace("a.key", "second");
    assertEquals(Optional.of("second"), directory.read("a.key"));
    assertEquals(List.of(), directory.findLeftovers());
  }
}
