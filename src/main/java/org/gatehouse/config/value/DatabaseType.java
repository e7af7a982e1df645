package org.gatehouse.config.value;

/** The kind of database. */
public enum DatabaseType {
  /** A file in {@code GATEHOUSE_HOME}. */
  H2,
  /** A PostgreSQL server, which many nodes may share. */
  POSTGRES
}
