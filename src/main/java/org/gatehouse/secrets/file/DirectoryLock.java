package org.gatehouse.secrets.file;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.function.Supplier;
import org.gatehouse.secrets.SecretStoreException;
import org.jspecify.annotations.Nullable;

/**
 * Lets one at a time write into a directory: one process, and in it one thread. Not reentrant.
 *
 * <p>A file lock belongs to the process, and POSIX drops it when the process closes <em>any</em>
 * descriptor of the file (fcntl(2)). So whoever only waits must not have the file open: threads
 * take turns before they touch it. Two deployments of Gatehouse in one JVM share no class, hence no
 * lock object; the system properties are the one table that they share.
 */
final class DirectoryLock {
  private static final long POLL_MILLIS = 10;

  private final SecretDirectory directory;
  private final Duration patience;

  DirectoryLock(SecretDirectory directory, Duration patience) {
    this.directory = directory;
    this.patience = patience;
  }

  <T> T holding(Supplier<T> action) {
    long deadline = System.nanoTime() + patience.toNanos();
    String turn = "org.gatehouse.secrets.lock:" + directory.path();
    while (System.getProperties().putIfAbsent(turn, "held") != null) {
      pauseUntil(deadline);
    }
    // Closing the channel is what gives the lock back.
    try (FileChannel channel = directory.openLockFile()) {
      acquire(channel, deadline);
      return action.get();
    } catch (IOException e) {
      throw new SecretStoreException(
          "cannot lock " + lockFile() + ": " + e + ". The directory must be writable.", e);
    } finally {
      System.getProperties().remove(turn);
    }
  }

  private void acquire(FileChannel channel, long deadline) throws IOException {
    while (tryLock(channel) == null) {
      pauseUntil(deadline);
    }
  }

  private static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
    try {
      return channel.tryLock();
    } catch (OverlappingFileLockException e) {
      return null;
    }
  }

  private void pauseUntil(long deadline) {
    if (System.nanoTime() - deadline > 0) {
      throw new SecretStoreException(
          "somebody else has held "
              + lockFile()
              + " for "
              + patience.toSeconds()
              + " s. Is another Gatehouse stuck in its start?");
    }
    try {
      Thread.sleep(POLL_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new SecretStoreException("interrupted while waiting for " + lockFile(), e);
    }
  }

  private Path lockFile() {
    return directory.path().resolve(SecretDirectory.LOCK_FILE);
  }
}
