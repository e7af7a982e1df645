package org.gatehouse.persistence;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.HikariPoolMXBean;
import jakarta.persistence.EntityManagerFactory;
import java.sql.Driver;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Clock;
import java.util.Enumeration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import javax.sql.DataSource;
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

  private final Engine engine;
  private final HikariDataSource pool;
  private final EntityManagerFactory entityManagers;

  private Database(Engine engine, HikariDataSource pool, EntityManagerFactory entityManagers) {
    this.engine = engine;
    this.pool = pool;
    this.entityManagers = entityManagers;
  }

  /**
   * Opens the pool, brings the schema up to date, builds the JPA unit. The unit is built and the
   * schema brought up to date at the same time, since neither asks the other: each is an eighth of
   * what the main thread does at a start (profiled).
   *
   * @throws DatabaseStartException where the reason is known
   */
  public static Database open(DatabaseConfig config) {
    return open(engine(config));
  }

  static Database open(Engine engine) {
    engine.requireUsable();
    HikariDataSource pool = new HikariDataSource(engine.pool());
    @Nullable EntityManagerFactory entityManagers = null;
    @Nullable Database opened = null;
    try {
      CompletableFuture<Void> migration = inBackground(() -> migrate(engine, pool));
      try {
        entityManagers = entityManagers(engine, new ConnectionGate(pool, System::nanoTime));
        // EclipseLink puts most of its work off until the first of these.
        entityManagers.createEntityManager().close();
      } finally {
        await(migration);
      }
      opened = new Database(engine, pool, entityManagers);
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

  private static Engine engine(DatabaseConfig config) {
    if (config instanceof DatabaseConfig.OnServer server) {
      return new PostgresEngine(server);
    }
    return new H2Engine((DatabaseConfig.InFile) config);
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

  /** On connections of their own where those of requests have limits of time. */
  private static void migrate(Engine engine, HikariDataSource pool) {
    Optional<HikariConfig> patient = engine.migrationPool();
    if (patient.isEmpty()) {
      migrate(engine.migrations(), pool);
      return;
    }
    try (HikariDataSource own = new HikariDataSource(patient.get())) {
      migrate(engine.migrations(), own);
    }
  }

  private static void migrate(List<String> locations, DataSource connections) {
    ClassLoader ours = Objects.requireNonNull(Database.class.getClassLoader());
    Flyway.configure(ours)
        .dataSource(connections)
        .locations(locations.toArray(String[]::new))
        .load()
        .migrate();
  }

  private static EntityManagerFactory entityManagers(Engine engine, DataSource connections) {
    Map<String, Object> properties = new HashMap<>();
    properties.put("eclipselink.persistencexml", UNIT_FILE);
    properties.put("eclipselink.classloader", Database.class.getClassLoader());
    properties.put("eclipselink.target-database", engine.platform());
    properties.put("eclipselink.session.customizer", WithoutRetries.class.getName());
    properties.put("jakarta.persistence.nonJtaDataSource", connections);
    return Objects.requireNonNull(
        new PersistenceProvider().createEntityManagerFactory("gatehouse", properties),
        () -> UNIT_FILE + " is missing or names no unit 'gatehouse'");
  }

  /** Transactions on this database. */
  public Transactions transactions() {
    return new Transactions(() -> entityManagers, engine.durabilityBarrier());
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

  /** The processes that share this database; empty where one has it alone. */
  public Optional<Nodes> nodes(Transactions transactions, Clock clock) {
    return engine.isShared()
        ? Optional.of(new Nodes(transactions, sql(transactions), clock))
        : Optional.empty();
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
    engine.close();
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
