package org.gatehouse.app;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

/** The directory that holds all that Gatehouse keeps: nobody else may look into it. */
final class DataDirectory {
  private DataDirectory() {}

  /** Makes it, if it is not there, for its owner alone. */
  static void create(Path home) {
    try {
      if (!Files.isDirectory(home)) {
        Path parent = home.toAbsolutePath().getParent();
        if (parent != null) {
          Files.createDirectories(parent);
        }
        Files.createDirectory(
            home,
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
      }
    } catch (IOException e) {
      throw new IllegalStateException(
          "GATEHOUSE_HOME: the directory " + home + " cannot be made: " + e.getMessage(), e);
    }
  }
}
