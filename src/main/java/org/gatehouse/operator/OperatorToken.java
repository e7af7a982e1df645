package org.gatehouse.operator;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Optional;
import org.gatehouse.crypto.OpaqueToken;
import org.gatehouse.crypto.PrivateFile;
import org.gatehouse.crypto.ProcessDigest;
import org.gatehouse.kernel.Sensitive;
import org.jspecify.annotations.Nullable;

/**
 * The token that proves that somebody can read the server's files while it runs: 256 random bits in
 * {@code operator-token} of the data directory, readable by its owner alone. What was read out of
 * an old backup is worth nothing, since each start makes another. Safe for many threads.
 */
public final class OperatorToken {
  private final Path file;
  private final SecureRandom random;
  private final ProcessDigest digests;
  private volatile @Nullable String digest;

  /** Kept in this directory, once it is {@link #publish published}. */
  public OperatorToken(Path directory, SecureRandom random) {
    this.file = directory.resolve("operator-token");
    this.random = random;
    this.digests = new ProcessDigest(random);
  }

  /** Makes a new token and writes it in place of what a killed server has left. */
  public void publish() {
    Sensitive token = OpaqueToken.random(random).value();
    try {
      PrivateFile.write(file, token, this::replace);
    } catch (IOException e) {
      throw new UncheckedIOException("GATEHOUSE_HOME: " + file + " cannot be written", e);
    }
    digest = digests.of(token.reveal());
  }

  private void replace(Path temporary) throws IOException {
    try {
      Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE);
    } catch (AtomicMoveNotSupportedException e) {
      Files.move(temporary, file, StandardCopyOption.REPLACE_EXISTING);
    }
  }

  /** Whether this is the token; takes the same time wherever it differs. */
  public boolean matches(@Nullable String presented) {
    @Nullable String right = digest;
    return right != null
        && OpaqueToken.parse(presented)
            .map(token -> isSame(right, digests.of(token.value().reveal())))
            .orElse(false);
  }

  private static boolean isSame(String right, String brought) {
    return MessageDigest.isEqual(
        right.getBytes(StandardCharsets.US_ASCII), brought.getBytes(StandardCharsets.US_ASCII));
  }

  /**
   * Ends the token. The file goes too, unless it is that of another server on the same directory,
   * which a deployment over a running one starts before it stops the old.
   */
  public void withdraw() {
    try {
      if (read().filter(this::matches).isPresent()) {
        Files.deleteIfExists(file);
      }
    } catch (IOException e) {
      System.getLogger(OperatorToken.class.getName())
          .log(System.Logger.Level.WARNING, "The operator token cannot be removed: " + file, e);
    }
    digest = null;
  }

  private Optional<String> read() throws IOException {
    try {
      return Optional.of(Files.readString(file, StandardCharsets.US_ASCII).strip());
    } catch (NoSuchFileException absent) {
      return Optional.empty();
    }
  }
}
