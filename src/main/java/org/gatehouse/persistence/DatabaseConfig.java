package org.gatehouse.persistence;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.gatehouse.kernel.Sensitive;

/** Where the database is. */
public sealed interface DatabaseConfig {
  /** Connections at most. */
  int poolSize();

  /**
   * An H2 file, which one process has.
   *
   * @param directory the directory of the file
   */
  record InFile(Path directory, int poolSize) implements DatabaseConfig {
    /** One connection would let background work block every request. */
    public InFile {
      requireTwo(poolSize);
    }
  }

  /**
   * A PostgreSQL server, which many processes may share.
   *
   * @param hosts one {@code host:port}, or several with commas between them
   * @param parameters of the JDBC driver, before those that are ours
   */
  record OnServer(
      String hosts,
      String database,
      String user,
      Optional<Sensitive> password,
      Map<String, String> parameters,
      int poolSize)
      implements DatabaseConfig {
    /** Copies the map. */
    public OnServer {
      requireTwo(poolSize);
      parameters = Map.copyOf(parameters);
    }

    /** For messages. */
    String words() {
      return "at " + hosts + ", database \"" + database + "\", user \"" + user + "\"";
    }
  }

  private static void requireTwo(int poolSize) {
    if (poolSize < 2) {
      throw new IllegalArgumentException("the pool needs at least 2 connections");
    }
  }
}
