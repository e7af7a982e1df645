package org.gatehouse.persistence;

import com.zaxxer.hikari.HikariConfig;
import java.sql.Connection;
import java.sql.Driver;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A PostgreSQL server, or what speaks its protocol. A commit is durable when it returns, so nothing
 * waits after it.
 */
final class PostgresEngine implements Engine {
  private static final String DRIVER = "org.postgresql.Driver";

  /** The oldest that the tests know. */
  private static final int OLDEST = 14;

  /** EclipseLink asks twice: a request that gets no connection is answered after three seconds. */
  private static final Duration CONNECTION_WAIT = Duration.ofMillis(1_500);

  /** A database that starts beside us, in a composition of containers, has this long. */
  private static final Duration START_PATIENCE = Duration.ofSeconds(8);

  private static final Duration START_PAUSE = Duration.ofMillis(500);

  /**
   * The server ends a statement that runs longer, which also frees one that waits for a lock, and a
   * transaction in which a node has fallen silent.
   */
  private static final String SESSION_LIMITS =
      "-c statement_timeout=30s -c idle_in_transaction_session_timeout=60s";

  private static final String CONDITION =
      """
      select current_setting('server_version_num')::int / 10000,
        current_setting('server_version'),
        pg_is_in_recovery() or current_setting('transaction_read_only') = 'on',
        coalesce(has_schema_privilege(current_schema(), 'create'), false),
        coalesce(current_schema(), '')
      """;

  private final DatabaseConfig.OnServer config;
  private final int oldest;
  private final Duration patience;

  PostgresEngine(DatabaseConfig.OnServer config) {
    this(config, OLDEST, START_PATIENCE);
  }

  /**
   * With limits for tests.
   *
   * @param oldest version that will do
   * @param patience with a server that is not there yet
   */
  PostgresEngine(DatabaseConfig.OnServer config, int oldest, Duration patience) {
    this.config = config;
    this.oldest = oldest;
    this.patience = patience;
  }

  @Override
  public void requireUsable() {
    long deadline = System.nanoTime() + patience.toNanos();
    PostgresFaults faults = new PostgresFaults(config);
    while (true) {
      try (Connection connection = connect()) {
        requireFit(connection, faults);
        return;
      } catch (SQLException e) {
        if (!PostgresFaults.mayPass(e) || System.nanoTime() > deadline) {
          throw faults.explained(e);
        }
        pause();
      }
    }
  }

  private Connection connect() throws SQLException {
    Properties properties = new Properties();
    properties.putAll(driver());
    properties.setProperty("user", config.user());
    config.password().ifPresent(password -> properties.setProperty("password", password.reveal()));
    // Not DriverManager's: it looks for drivers in the class loader of whoever calls.
    @Nullable Connection connection = driverItself().connect(url(), properties);
    if (connection == null) {
      throw new SQLException("the driver does not take its own address");
    }
    return connection;
  }

  /** By name: its class file names annotations that are not there, which javac warns of. */
  private static Driver driverItself() throws SQLException {
    try {
      return Class.forName(DRIVER).asSubclass(Driver.class).getDeclaredConstructor().newInstance();
    } catch (ReflectiveOperationException e) {
      throw new SQLException("the driver is not there", e);
    }
  }

  private void requireFit(Connection connection, PostgresFaults faults) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(CONDITION)) {
      row.next();
      if (row.getInt(1) < oldest) {
        throw faults.tooOld(row.getString(2), oldest);
      }
      if (row.getBoolean(3)) {
        throw faults.readOnly();
      }
      if (!row.getBoolean(4)) {
        throw faults.mayNotCreate(row.getString(5));
      }
    }
  }

  private static void pause() {
    try {
      Thread.sleep(START_PAUSE.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while waiting for the database", e);
    }
  }

  @Override
  public HikariConfig pool() {
    HikariConfig hikari = hikari("gatehouse", config.poolSize(), driver());
    hikari.setConnectionTimeout(CONNECTION_WAIT.toMillis());
    hikari.setValidationTimeout(CONNECTION_WAIT.toMillis() / 2);
    // Firewalls forget connections that are silent, and do not say so.
    hikari.setKeepaliveTime(Duration.ofMinutes(1).toMillis());
    return hikari;
  }

  @Override
  public Optional<HikariConfig> migrationPool() {
    Map<String, String> patient = driver();
    patient.remove("socketTimeout");
    if (SESSION_LIMITS.equals(patient.get("options"))) {
      patient.remove("options");
    }
    // Flyway has one for itself, one for the migration, and one for what follows it.
    HikariConfig hikari = hikari("gatehouse-migration", 3, patient);
    hikari.setMinimumIdle(0);
    return Optional.of(hikari);
  }

  private HikariConfig hikari(String name, int size, Map<String, String> driver) {
    HikariConfig hikari = Engine.pool(name, size);
    hikari.setDriverClassName(DRIVER);
    hikari.setJdbcUrl(url());
    hikari.setUsername(config.user());
    config.password().ifPresent(password -> hikari.setPassword(password.reveal()));
    driver.forEach(hikari::addDataSourceProperty);
    return hikari;
  }

  private String url() {
    return "jdbc:postgresql://" + config.hosts() + "/" + PostgresFaults.escaped(config.database());
  }

  /** What the driver is told; what the operator says about it wins. */
  private Map<String, String> driver() {
    Map<String, String> properties = new TreeMap<>();
    properties.put("ApplicationName", "gatehouse");
    properties.put("connectTimeout", "2");
    properties.put("loginTimeout", "5");
    properties.put("cancelSignalTimeout", "2");
    properties.put("tcpKeepAlive", "true");
    // Longer than a statement may run: this is for a server that says nothing at all.
    properties.put("socketTimeout", "40");
    // It quotes the refused values: addresses of people.
    properties.put("logServerErrorDetail", "false");
    // EclipseLink calls a null that is a UUID a text.
    properties.put("stringtype", "unspecified");
    properties.put("options", SESSION_LIMITS);
    properties.putAll(config.parameters());
    if ("0".equals(config.parameters().get("prepareThreshold"))) {
      // Whoever says so has a pool of connections in between, which refuses settings of a session.
      if (!config.parameters().containsKey("options")) {
        properties.remove("options");
      }
    }
    boolean verifies = properties.getOrDefault("sslmode", "").startsWith("verify");
    if (verifies && !properties.containsKey("sslrootcert")) {
      properties.put("sslfactory", "org.postgresql.ssl.DefaultJavaSSLFactory");
    }
    return properties;
  }

  @Override
  public List<String> migrations() {
    return List.of("classpath:db/migration", "classpath:db/postgres");
  }

  @Override
  public String platform() {
    return "org.eclipse.persistence.platform.database.PostgreSQLPlatform";
  }

  @Override
  public Runnable durabilityBarrier() {
    return () -> {};
  }

  @Override
  public boolean isShared() {
    return true;
  }

  @Override
  public void close() {
    // There is nothing but the pool.
  }
}
