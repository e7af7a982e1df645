package org.gatehouse.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/** Where the build has put the servers and the WAR, and the place where each instance works. */
final class Installation {
  private static final AtomicInteger INSTANCES = new AtomicInteger();

  private Installation() {}

  /** A path that the Failsafe execution passes as a system property. */
  static Path path(String property) {
    Path path = property(property);
    if (!Files.exists(path)) {
      throw new IllegalStateException(property + " is " + path + ", which does not exist");
    }
    return path;
  }

  /** A file of {@code server-config/}, as operators get it. */
  static Path serverConfig(String file) {
    return path("gatehouse.server-config").resolve(file);
  }

  private static Path property(String name) {
    String value = System.getProperty(name);
    if (value == null || value.isEmpty()) {
      throw new IllegalStateException("Run by Maven: system property " + name + " is missing");
    }
    return Path.of(value).toAbsolutePath();
  }

  /** An empty directory {@code target/it/<server>/<n>}; logs of an earlier run are gone from it. */
  static Path newDirectory(String server) {
    Path directory =
        property("gatehouse.it").resolve(server).resolve("" + INSTANCES.incrementAndGet());
    try {
      if (Files.exists(directory)) {
        try (Stream<Path> old = Files.walk(directory)) {
          for (Path path : old.sorted((a, b) -> b.compareTo(a)).toList()) {
            Files.delete(path);
          }
        }
      }
      return Files.createDirectories(directory);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Copies a directory with everything in it. */
  static void copy(Path from, Path to) throws IOException {
    try (Stream<Path> all = Files.walk(from)) {
      for (Path path : all.toList()) {
        Path target = to.resolve(from.relativize(path));
        if (Files.isDirectory(path)) {
          Files.createDirectories(target);
        } else {
          Files.copy(path, target, StandardCopyOption.COPY_ATTRIBUTES);
        }
      }
    }
  }

  /**
   * A loopback port that nobody listens on. Below 32768, where Linux begins to choose the local
   * ports of outgoing connections: none of those can take it between this check and the server's.
   */
  static int freePort() {
    for (int attempt = 0; attempt < 1000; attempt++) {
      int port = ThreadLocalRandom.current().nextInt(20_000, 32_000);
      try (ServerSocket probe = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
        return probe.getLocalPort();
      } catch (IOException taken) {
        // Somebody listens there: try another.
      }
    }
    throw new IllegalStateException("No free port between 20000 and 32000");
  }
}
