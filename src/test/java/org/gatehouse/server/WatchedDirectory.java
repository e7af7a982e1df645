package org.gatehouse.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.regex.Pattern;

/**
 * A directory whose WARs a server deploys, undeploys and deploys anew as they come, go and change.
 *
 * @param path the directory
 * @param notice what the server logs whenever it has deployed Gatehouse, a regular expression
 */
record WatchedDirectory(Path path, String notice) {
  /** How often Gatehouse was deployed, according to the log of the server. */
  int deployments(String log) {
    return (int) Pattern.compile(notice).matcher(log).results().count();
  }

  /** Puts a WAR there, or another in its place, at once: the server must not read half of it. */
  void put(Path war, String name) {
    try {
      Path copy = Files.copy(war, path.resolveSibling(name + ".new"));
      Files.move(copy, path.resolve(name), StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Takes a WAR away. */
  void remove(String name) {
    try {
      Files.delete(path.resolve(name));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
