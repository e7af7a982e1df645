package org.gatehouse.secrets.file;

import static java.nio.file.LinkOption.NOFOLLOW_LINKS;
import static java.nio.file.attribute.PosixFilePermission.GROUP_WRITE;
import static java.nio.file.attribute.PosixFilePermission.OTHERS_WRITE;

import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.channels.FileChannel;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import org.gatehouse.secrets.SecretStoreException;

/**
 * Keeps files to their owner (0600, directories 0700). Where the file system has no such thing
 * (Windows), the directory's own access list has to do, and nothing is checked.
 */
final class FilePermissions {
  private static final Logger LOG = System.getLogger(FilePermissions.class.getName());
  private static final Set<PosixFilePermission> FILE = PosixFilePermissions.fromString("rw-------");
  private static final Set<PosixFilePermission> DIRECTORY =
      PosixFilePermissions.fromString("rwx------");

  private final boolean posix;

  private FilePermissions(boolean posix) {
    this.posix = posix;
  }

  /** For the file system that the path is on, or will be on. */
  static FilePermissions of(Path path) throws IOException {
    Path existing = path.toAbsolutePath();
    for (Path parent = existing; parent != null && !Files.exists(existing); ) {
      existing = parent;
      parent = parent.getParent();
    }
    FileStore store = Files.getFileStore(existing);
    return new FilePermissions(store.supportsFileAttributeView(PosixFileAttributeView.class));
  }

  FileAttribute<?>[] forNewFile() {
    return attribute(FILE);
  }

  FileAttribute<?>[] forNewDirectory() {
    return attribute(DIRECTORY);
  }

  /**
   * A directory that was there before us may serve others too, so its permissions are not ours to
   * change: {@code SECRETKEY_PATH=/tmp} must not close {@code /tmp}. Its group may write because
   * container platforms mount volumes so; if everybody may, anybody can take our files away.
   */
  void checkDirectory(Path directory) throws IOException {
    if (!posix) {
      return;
    }
    Set<PosixFilePermission> now = Files.getPosixFilePermissions(directory);
    if (now.contains(OTHERS_WRITE)) {
      throw new SecretStoreException(
          "everybody may write into "
              + directory
              + ", so it cannot keep secrets. Run: chmod 700 "
              + directory
              + ", or set SECRETKEY_PATH to a directory of your own.");
    }
    if (now.contains(GROUP_WRITE)) {
      LOG.log(
          Level.WARNING,
          "the group of {0} may replace the secrets in it; if it need not, run: chmod 700 {0}",
          directory);
    }
  }

  /** Older layouts wrote their files with whatever permissions were usual. */
  void tighten(Path file) throws IOException {
    if (!posix) {
      return;
    }
    PosixFileAttributeView view =
        Files.getFileAttributeView(file, PosixFileAttributeView.class, NOFOLLOW_LINKS);
    Set<PosixFilePermission> now = view.readAttributes().permissions();
    if (FILE.containsAll(now)) {
      return;
    }
    try {
      view.setPermissions(FILE);
    } catch (IOException e) {
      throw new SecretStoreException(
          "others may read "
              + file
              + ", and this cannot be changed: "
              + e
              + ". Run: chmod 600 "
              + file,
          e);
    }
    LOG.log(
        Level.WARNING,
        "others could read {0} ({1}); only its owner can now. If somebody has, change the secret.",
        file,
        PosixFilePermissions.toString(now));
  }

  /** Makes a new name in the directory survive a power cut; Windows cannot open directories. */
  void flushDirectory(Path directory) throws IOException {
    if (!posix) {
      return;
    }
    try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
      channel.force(true);
    }
  }

  private FileAttribute<?>[] attribute(Set<PosixFilePermission> permissions) {
    return posix
        ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(permissions)}
        : new FileAttribute<?>[0];
  }
}
