package org.gatehouse.secrets.file;

import static java.nio.file.LinkOption.NOFOLLOW_LINKS;
import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.CREATE_NEW;
import static java.nio.file.StandardOpenOption.READ;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.gatehouse.secrets.SecretStoreException;

/**
 * Reads and writes small texts in one directory, whole or not at all. Knows nothing of what they
 * mean. Writing methods are for the holder of the {@link DirectoryLock}.
 */
final class SecretDirectory {
  static final String LOCK_FILE = ".lock";

  /** Ours have some 200 bytes; whoever has put more there has mistaken the file. */
  private static final int MAXIMUM_BYTES = 64 * 1024;

  private static final String TEMPORARY_FILES = ".*.key.????????-????-????-????-????????????.tmp";

  private final Path path;
  private final FilePermissions permissions;

  private SecretDirectory(Path path, FilePermissions permissions) {
    this.path = path;
    this.permissions = permissions;
  }

  /** Makes the directory if it is not there. */
  static SecretDirectory open(Path directory) {
    try {
      FilePermissions permissions = FilePermissions.of(directory);
      if (!Files.isDirectory(directory)) {
        Files.createDirectories(directory, permissions.forNewDirectory());
      }
      Path real = directory.toRealPath();
      permissions.checkDirectory(real);
      return new SecretDirectory(real, permissions);
    } catch (IOException e) {
      throw new SecretStoreException(
          "the directory of the secrets, "
              + directory
              + ", cannot be used: "
              + e
              + ". Set SECRETKEY_PATH (or GATEHOUSE_HOME) to a directory of your own.",
          e);
    }
  }

  Path path() {
    return path;
  }

  Path file(String name) {
    return path.resolve(name);
  }

  /** The text of a file without white space around it; empty only if there certainly is no file. */
  Optional<String> read(String name) {
    Path file = file(name);
    try {
      BasicFileAttributes attributes =
          Files.readAttributes(file, BasicFileAttributes.class, NOFOLLOW_LINKS);
      if (!attributes.isRegularFile()) {
        throw new SecretStoreException(
            file
                + (attributes.isSymbolicLink() ? " is a symbolic link" : " is not a regular file")
                + ". Put the file itself there, or move away what is there now.");
      }
      permissions.tighten(file);
      return Optional.of(text(file, bytes(file)));
    } catch (NoSuchFileException e) {
      return Optional.empty();
    } catch (IOException e) {
      throw new SecretStoreException(
          file
              + " cannot be read: "
              + e
              + ". Let the user that runs the server own it. It may hold a secret, so no new one"
              + " is made.",
          e);
    }
  }

  /**
   * Writes a file that is not there yet.
   *
   * @return false if there is one by now; it is left alone
   */
  boolean create(String name, String text) {
    return write(name, text, this::linkIfAbsent);
  }

  /** Writes a file in the place of the one that is there. */
  void replace(String name, String text) {
    write(
        name,
        text,
        (temporary, file) -> {
          Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE);
          return true;
        });
  }

  /** Puts a file into the place of another one, which is gone then. */
  void rename(String from, String to) {
    try {
      Files.move(file(from), file(to), StandardCopyOption.ATOMIC_MOVE);
      permissions.flushDirectory(path);
    } catch (IOException e) {
      throw new SecretStoreException(file(from) + " cannot take the place of " + to + ": " + e, e);
    }
  }

  /** What a start that was killed has left behind: never a secret, but maybe the text of one. */
  List<Path> findLeftovers() {
    List<Path> leftovers = new ArrayList<>();
    try (DirectoryStream<Path> files = Files.newDirectoryStream(path, TEMPORARY_FILES)) {
      files.forEach(leftovers::add);
    } catch (IOException e) {
      throw new SecretStoreException(path + " cannot be listed: " + e, e);
    }
    return leftovers;
  }

  void removeLeftovers() {
    for (Path leftover : findLeftovers()) {
      try {
        Files.deleteIfExists(leftover);
      } catch (IOException e) {
        throw new SecretStoreException(
            leftover + " was left by a start that was killed and cannot be deleted: " + e, e);
      }
    }
  }

  FileChannel openLockFile() throws IOException {
    return FileChannel.open(
        file(LOCK_FILE), Set.of(CREATE, WRITE, NOFOLLOW_LINKS), permissions.forNewFile());
  }

  private interface Placement {
    boolean place(Path temporary, Path file) throws IOException;
  }

  private boolean write(String name, String text, Placement placement) {
    Path file = file(name);
    if (text.chars().anyMatch(Character::isISOControl)) {
      throw new SecretStoreException(file + " is to hold one line of text, and this one is not.");
    }
    Path temporary = file("." + name + "." + UUID.randomUUID() + ".tmp");
    try {
      try {
        writeDurably(temporary, text);
        boolean placed = placement.place(temporary, file);
        permissions.flushDirectory(path);
        return placed;
      } finally {
        Files.deleteIfExists(temporary);
      }
    } catch (IOException e) {
      throw new SecretStoreException(
          file
              + " cannot be written: "
              + e
              + ". The directory must be writable and the disk must have room. Nothing half written"
              + " counts.",
          e);
    }
  }

  private void writeDurably(Path temporary, String text) throws IOException {
    try (FileChannel channel =
        FileChannel.open(temporary, Set.of(CREATE_NEW, WRITE), permissions.forNewFile())) {
      ByteBuffer bytes = ByteBuffer.wrap((text + "\n").getBytes(StandardCharsets.UTF_8));
      while (bytes.hasRemaining()) {
        channel.write(bytes);
      }
      channel.force(true);
    }
  }

  /** link(2) fails if the name is taken, whoever took it; rename(2) would replace it in silence. */
  private boolean linkIfAbsent(Path temporary, Path file) throws IOException {
    try {
      Files.createLink(file, temporary);
      return true;
    } catch (FileAlreadyExistsException e) {
      return false;
    } catch (UnsupportedOperationException | FileSystemException e) {
      // No hard links here (some network and container volumes): the lock has to be enough.
      if (Files.exists(file, NOFOLLOW_LINKS)) {
        return false;
      }
      Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE);
      return true;
    }
  }

  private static byte[] bytes(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file, READ, NOFOLLOW_LINKS)) {
      byte[] bytes = in.readNBytes(MAXIMUM_BYTES + 1);
      if (bytes.length > MAXIMUM_BYTES) {
        throw damaged(file, "is far too long for a secret");
      }
      return bytes;
    }
  }

  private static String text(Path file, byte[] bytes) {
    try {
      String text =
          StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString().strip();
      if (text.isEmpty()) {
        throw damaged(file, "is empty");
      }
      if (text.chars().anyMatch(Character::isISOControl)) {
        throw damaged(file, "is not one line of text");
      }
      return text;
    } catch (CharacterCodingException e) {
      throw damaged(file, "is no text");
    }
  }

  private static SecretStoreException damaged(Path file, String what) {
    return new SecretStoreException(
        file
            + " "
            + what
            + ". Restore it from a backup; if there is none, delete it, and a new secret is made.");
  }
}
