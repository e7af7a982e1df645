package org.gatehouse.persistence;

import java.nio.file.Path;

/**
 * Where the database is.
 *
 * @param directory the directory of the H2 file
 * @param poolSize connections at most
 */
public record DatabaseConfig(Path directory, int poolSize) {
  /** One connection would let background work block every request. */
  public DatabaseConfig {
    if (poolSize < 2) {
      throw new IllegalArgumentException("the pool needs at least 2 connections");
    }
  }
}
