package org.gatehouse.registration;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.SecureRandom;
import java.util.Optional;
import org.gatehouse.crypto.OpaqueToken;
import org.gatehouse.crypto.PrivateFile;
import org.gatehouse.kernel.Sensitive;

/**
 * The token that proves that somebody can read the server's files: kept in {@code setup-token} of
 * the data directory, readable by its owner alone, until the first owner has registered. The file
 * is the only copy: replacing or deleting it takes effect at once.
 */
public final class SetupToken {
  private final Path file;

  /** Kept in this directory. */
  public SetupToken(Path directory) {
    this.file = directory.resolve("setup-token");
  }

  /** Where the token is kept. */
  public Path file() {
    return file;
  }

  /** Whether there is one already. */
  public boolean isPresent() {
    return read().isPresent();
  }

  /** The token; makes one if there is none. Whoever asks at the same moment gets the same. */
  public Sensitive open() {
    return read().orElseGet(this::create);
  }

  /** Whether this is the token; never, once it was removed. */
  boolean matches(Sensitive presented) {
    return read().filter(presented::equals).isPresent();
  }

  /**
   * Removes the token: it has served. A file that stays is only untidy, since nobody becomes the
   * first owner twice.
   */
  public void remove() {
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      System.getLogger(SetupToken.class.getName())
          .log(System.Logger.Level.WARNING, "The set-up token cannot be removed: " + file, e);
    }
  }

  private Optional<Sensitive> read() {
    try {
      String text = Files.readString(file, StandardCharsets.US_ASCII).strip();
      return text.isEmpty() ? Optional.empty() : Optional.of(Sensitive.of(text));
    } catch (NoSuchFileException absent) {
      return Optional.empty();
    } catch (IOException e) {
      throw new UncheckedIOException("the set-up token could not be read", e);
    }
  }

  private Sensitive create() {
    Sensitive token = OpaqueToken.random(new SecureRandom()).value();
    try {
      PrivateFile.write(file, token, this::publish);
      return read().orElse(token);
    } catch (IOException e) {
      throw new UncheckedIOException("the set-up token could not be written", e);
    }
  }

  /** A link is made only where no file is yet, so of several starts one wins; a move would not. */
  private void publish(Path temporary) throws IOException {
    try {
      Files.createLink(file, temporary);
    } catch (FileAlreadyExistsException e) {
      if (read().isEmpty()) {
        // Left empty by a crash of an older version or an editor.
        Files.move(temporary, file, StandardCopyOption.REPLACE_EXISTING);
      }
    } catch (UnsupportedOperationException | FileSystemException noHardLinks) {
      Files.move(temporary, file, StandardCopyOption.REPLACE_EXISTING);
    }
  }
}
