package org.gatehouse.persistence;

import com.zaxxer.hikari.HikariConfig;
import java.util.List;
import java.util.Optional;

/** What differs from one database to the other. */
interface Engine {
  /**
   * Goes on only if the database can be opened.
   *
   * @throws DatabaseStartException that says what is wrong and what to do
   */
  void requireUsable();

  /** The connections of requests. */
  HikariConfig pool();

  /** The connections of migrations, where those of requests must not be held so long. */
  Optional<HikariConfig> migrationPool();

  /** Where its migrations are, in the class path. */
  List<String> migrations();

  /** EclipseLink's name for it. */
  String platform();

  /** Returns when everything that was committed before the call is on disk. */
  Runnable durabilityBarrier();

  /** Whether other processes may use it at the same time. */
  boolean isShared();

  /** Frees what {@link #durabilityBarrier} uses. */
  void close();

  /** What all pools have in common. */
  static HikariConfig pool(String name, int size) {
    HikariConfig hikari = new HikariConfig();
    hikari.setPoolName(name);
    hikari.setMaximumPoolSize(size);
    hikari.setAutoCommit(false);
    return hikari;
  }
}
