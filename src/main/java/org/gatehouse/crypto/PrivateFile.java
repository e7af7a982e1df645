package org.gatehouse.crypto;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import org.gatehouse.kernel.Sensitive;

/** Writes secrets into files that only their owner can read, whole or not at all. */
public final class PrivateFile {
  private PrivateFile() {}

  /** Puts a file that is written and closed where it belongs. */
  @FunctionalInterface
  public interface Placing {
    /** Moves or links it; what is left of it is deleted afterwards. */
    void place(Path temporary) throws IOException;
  }

  /** Writes a line into a new file beside this one, which is then put into its place. */
  public static void write(Path file, Sensitive line, Placing placing) throws IOException {
    Path temporary =
        Files.createTempFile(
            file.toAbsolutePath().getParent(),
            file.getFileName().toString(),
            ".tmp",
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    try {
      Files.writeString(temporary, line.reveal() + "\n", StandardOpenOption.SYNC);
      placing.place(temporary);
    } finally {
      Files.deleteIfExists(temporary);
    }
  }
}
