package org.gatehouse.persistence;

import com.zaxxer.hikari.HikariConfig;
import java.util.List;
import java.util.Optional;

/** A file of H2, for one process. */
final class H2Engine implements Engine {
  static final String USER = "gatehouse";

  private final DatabaseConfig.InFile config;
  private final Checkpoint checkpoint;
  private final GroupFlush groupFlush;

  H2Engine(DatabaseConfig.InFile config) {
    this.config = config;
    this.checkpoint = new Checkpoint(url());
    this.groupFlush = new GroupFlush(checkpoint);
  }

  @Override
  public void requireUsable() {
    // The pool says it: H2 is a library.
  }

  @Override
  public HikariConfig pool() {
    HikariConfig hikari = Engine.pool("gatehouse", config.poolSize());
    hikari.setDriverClassName("org.h2.Driver");
    hikari.setJdbcUrl(url());
    hikari.setUsername(USER);
    hikari.setPassword("");
    return hikari;
  }

  @Override
  public Optional<HikariConfig> migrationPool() {
    return Optional.empty();
  }

  private String url() {
    // DB_CLOSE_ON_EXIT: the WAR closes the database itself, in order, when it is undeployed.
    // WRITE_DELAY: H2 writes a commit up to this many ms late; GroupFlush writes it before the
    // answer leaves, so this only bounds what idle leftovers may wait.
    // RETENTION_TIME: freed pages are used again after 5 s instead of 45 s, else a refresh-heavy
    // minute grows the file by gigabytes (measured: 550 MB in 8 s against 78 MB).
    return "jdbc:h2:file:"
        + config.directory().resolve("gatehouse").toAbsolutePath()
        + ";DB_CLOSE_ON_EXIT=FALSE;WRITE_DELAY=200;RETENTION_TIME=5000;LOCK_TIMEOUT=10000;QUERY_CACHE_SIZE=64";
  }

  @Override
  public List<String> migrations() {
    return List.of("classpath:db/migration");
  }

  @Override
  public String platform() {
    return "org.eclipse.persistence.platform.database.H2Platform";
  }

  @Override
  public Runnable durabilityBarrier() {
    return groupFlush;
  }

  @Override
  public boolean isShared() {
    return false;
  }

  @Override
  public void close() {
    checkpoint.close();
  }
}
