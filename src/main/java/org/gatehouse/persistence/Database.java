package org.gatehouse.persistence;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.HikariPoolMXBean;
import jakarta.persistence.EntityManagerFactory;
import java.sql.Driver;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Enumeration;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.eclipse.persistence.jpa.PersistenceProvider;
import org.flywaydb.core.Flyway;
import org.h2.api.ErrorCode;
import org.jspecify.annotations.Nullable;

/**
 * The open database: connection pool, migrated schema, entity manager factory. Opening fails with
 * the reason; closing frees the file, so that the next deployment in the same JVM can open it.
 */
public final class Database implements AutoCloseable {
  /**
   * Not {@code META-INF/persistence.xml}: a container that finds that one makes a unit of its own.
   */
  private static final String UNIT_FILE = "META-INF/gatehouse-persistence.xml";

  static final String USER = "gatehouse";

  private final HikariDataSource pool;
  private final EntityManagerFactory entityManagers;
  private final Checkpoint checkpoint;
  private final GroupFlush groupFlush;

  private Database(
      HikariDataSource pool, EntityManagerFactory entityManagers, Checkpoint checkpoint) {
    this.pool = pool;
    this.entityManagers = entityManagers;
    this.checkpoint = checkpoint;
    this.groupFlush = new GroupFlush(checkpoint);
  }

  /**
   * Opens the pool, brings the schema up to date, builds the JPA unit. The unit is built and the
   * schema brought up to date at the same time, since neither asks the other: each is an eighth of
   * what the main thread does at a start (profiled).
   */
  public static Database open(DatabaseConfig config) {
    HikariDataSource pool = new HikariDataSource(h2(config));
    @Nullable EntityManagerFactory entityManagers = null;
    @Nullable Database opened = null;
    try {
      CompletableFuture<Void> migration = inBackground(() -> migrate(pool));
      try {
        entityManagers = entityManagers(pool);
        // EclipseLink puts most of its work off until the first of these.
        entityManagers.createEntityManager().close();
      } finally {
        await(migration);
      }
      opened = new Database(pool, entityManagers, new Checkpoint(url(config)));
      return opened;
    } finally {
      if (opened == null) {
        if (entityManagers != null) {
          entityManagers.close();
        }
        pool.close();
      }
    }
  }

  private static CompletableFuture<Void> inBackground(Runnable work) {
    return CompletableFuture.runAsync(
        work,
        task -> {
          Thread thread = new Thread(task, "gatehouse-migration");
          thread.setContextClassLoader(Database.class.getClassLoader());
          thread.start();
        });
  }

  /** Throws what the work threw. */
  private static void await(CompletableFuture<Void> work) {
    try {
      work.join();
    } catch (CompletionException e) {
      if (e.getCause() instanceof RuntimeException reason) {
        throw reason;
      }
      throw e;
    }
  }

  private static HikariConfig h2(DatabaseConfig config) {
    HikariConfig hikari = new HikariConfig();
    hikari.setPoolName("gatehouse");
    hikari.setMaximumPoolSize(config.poolSize());
    hikari.setDriverClassName("org.h2.Driver");
    hikari.setJdbcUrl(url(config));
    hikari.setUsername(USER);
    hikari.setPassword("");
    hikari.setAutoCommit(false);
    return hikari;
  }

  private static String url(DatabaseConfig config) {
    // DB_CLOSE_ON_EXIT: the WAR closes the database itself, in order, when it is undeployed.
    // WRITE_DELAY: H2 writes a commit up to this many ms late; GroupFlush writes it before the
    // answer leaves, so this only bounds what idle leftovers may wait.
    // RETENTION_TIME: freed pages are used again after 5 s instead of 45 s, else a refresh-heavy
    // minute grows the file by gigabytes (measured: 550 MB in 8 s against 78 MB).
    return "jdbc:h2:file:"
        + config.directory().resolve("gatehouse").toAbsolutePath()
        + ";DB_CLOSE_ON_EXIT=FALSE;WRITE_DELAY=200;RETENTION_TIME=5000;LOCK_TIMEOUT=10000;QUERY_CACHE_SIZE=64";
  }

  private static void migrate(HikariDataSource pool) {
    ClassLoader ours = Objects.requireNonNull(Database.class.getClassLoader());
    Flyway.configure(ours).dataSource(pool).locations("classpath:db/migration").load().migrate();
  }

  private static EntityManagerFactory entityManagers(HikariDataSource pool) {
    Map<String, Object> properties = new HashMap<>();
    properties.put("eclipselink.persistencexml", UNIT_FILE);
    properties.put("eclipselink.classloader", Database.class.getClassLoader());
    properties.put("jakarta.persistence.nonJtaDataSource", pool);
    return Objects.requireNonNull(
        new PersistenceProvider().createEntityManagerFactory("gatehouse", properties),
        () -> UNIT_FILE + " is missing or names no unit 'gatehouse'");
  }

  /** Transactions on this database. */
  public Transactions transactions() {
    return new Transactions(() -> entityManagers, groupFlush);
  }

  /**
   * Connections of the pool.
   *
   * @param inUse in somebody's hands
   * @param idle open and free
   * @param awaited threads that wait for one
   */
  public record PoolFigures(int inUse, int idle, int awaited) {}

  /** Of this moment. */
  public PoolFigures poolFigures() {
    HikariPoolMXBean figures = pool.getHikariPoolMXBean();
    return new PoolFigures(
        figures.getActiveConnections(),
        figures.getIdleConnections(),
        figures.getThreadsAwaitingConnection());
  }

  /** SQL in these transactions. */
  public Sql sql(Transactions transactions) {
    return new Sql(EntityManagerProducer.forwardingTo(transactions));
  }

  /** Whether {@link #open} has failed because another process has the database open. */
  public static boolean isInUse(Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof SQLException e
          && e.getErrorCode() == ErrorCode.DATABASE_ALREADY_OPEN_1) {
        return true;
      }
    }
    return false;
  }

  @Override
  public void close() {
    entityManagers.close();
    checkpoint.close();
    pool.close();
    deregisterOurDriver();
  }

  /** A driver that stays in the JVM-wide list would hold the class loader of an old deployment. */
  private static void deregisterOurDriver() {
    Enumeration<Driver> drivers = DriverManager.getDrivers();
    while (drivers.hasMoreElements()) {
      Driver driver = drivers.nextElement();
      if (driver.getClass().getClassLoader() == Database.class.getClassLoader()) {
        try {
          DriverManager.deregisterDriver(driver);
        } catch (SQLException e) {
          System.getLogger(Database.class.getName())
              .log(System.Logger.Level.WARNING, "The JDBC driver stays registered", e);
        }
      }
    }
  }
}
