package org.gatehouse.postgres;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.Driver;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Properties;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A PostgreSQL server on a loopback port of its own, with its data in a temporary directory. Its
 * user {@code postgres} needs no password, unless {@link #requirePasswords} was called. It does not
 * wait for the disk: the death of its processes loses nothing all the same.
 */
public final class PostgresServer implements AutoCloseable {
  private static final AtomicInteger DATABASES = new AtomicInteger();
  private static @Nullable PostgresServer shared;

  private final Path data;
  private EmbeddedPostgres process;

  private PostgresServer(Path data, EmbeddedPostgres process) {
    this.data = data;
    this.process = process;
  }

  /** The one that all tests of this JVM share, each with databases of its own. */
  public static synchronized PostgresServer shared() {
    PostgresServer running = shared;
    if (running == null) {
      running = start();
      Runtime.getRuntime().addShutdownHook(new Thread(running::close));
      shared = running;
    }
    return running;
  }

  /** One of one's own. */
  public static PostgresServer start() {
    try {
      Path data = Files.createTempDirectory("gatehouse-postgres");
      return new PostgresServer(data, launch(data, 0));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static EmbeddedPostgres launch(Path data, int port) throws IOException {
    registerDriver();
    return EmbeddedPostgres.builder()
        .setDataDirectory(data)
        .setCleanDataDirectory(false)
        .setPort(port == 0 ? freePort() : port)
        .setServerConfig("listen_addresses", "127.0.0.1")
        .setServerConfig("synchronous_commit", "on")
        .setServerConfig("max_connections", "200")
        .setServerConfig("shared_buffers", "32MB")
        .setPGStartupWait(Duration.ofSeconds(30))
        .start();
  }

  private static int freePort() throws IOException {
    try (ServerSocket probe = new ServerSocket(0)) {
      return probe.getLocalPort();
    }
  }

  /** Another test may have closed a database of ours, and with it taken the driver away. */
  private static void registerDriver() {
    try {
      Driver driver = driver();
      if (DriverManager.drivers().noneMatch(other -> other.getClass() == driver.getClass())) {
        DriverManager.registerDriver(driver);
      }
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  /** By name: its class file names annotations that are not there, which javac warns of. */
  private static Driver driver() {
    try {
      return Class.forName("org.postgresql.Driver")
          .asSubclass(Driver.class)
          .getDeclaredConstructor()
          .newInstance();
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Its port. */
  public int port() {
    return process.getPort();
  }

  /** Where it keeps its data and configuration. */
  public Path data() {
    return data;
  }

  /** The address of a database, as {@code DATABASE_URL} takes it. */
  public String url(String database) {
    return "postgresql://postgres@127.0.0.1:" + port() + "/" + database;
  }

  /** Makes an empty database and returns its name. */
  public String newDatabase() {
    return newDatabase("template1");
  }

  /** Makes a copy of a database to which nobody is connected, and returns its name. */
  public String newDatabase(String template) {
    String name = "test" + DATABASES.incrementAndGet();
    execute("postgres", "create database " + name + " template " + template);
    return name;
  }

  /** Runs statements in a database, each on its own. */
  public void execute(String database, String... statements) {
    try (Connection connection = connect(database);
        Statement statement = connection.createStatement()) {
      for (String sql : statements) {
        statement.execute(sql);
      }
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The first column of what a query finds, as text. */
  public List<String> query(String database, String sql) {
    try (Connection connection = connect(database);
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      List<String> found = new ArrayList<>();
      while (rows.next()) {
        found.add(Objects.toString(rows.getString(1)));
      }
      return found;
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private Connection connect(String database) throws SQLException {
    Properties user = new Properties();
    user.setProperty("user", "postgres");
    return Objects.requireNonNull(
        driver().connect("jdbc:postgresql://127.0.0.1:" + port() + "/" + database, user));
  }

  /** From now on everybody but {@code postgres} has to prove who they are (SCRAM-SHA-256). */
  public void requirePasswords() {
    try {
      Files.writeString(
          data.resolve("pg_hba.conf"),
          "host all postgres 127.0.0.1/32 trust\nhost all all 127.0.0.1/32 scram-sha-256\n",
          StandardOpenOption.TRUNCATE_EXISTING);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    execute("postgres", "select pg_reload_conf()");
  }

  /** Ends it as a loss of its processes does: SIGKILL to the server and to all that it started. */
  public void kill() {
    long pid = pid();
    ProcessHandle server = ProcessHandle.of(pid).orElseThrow();
    List<ProcessHandle> all = new ArrayList<>(server.descendants().toList());
    all.add(0, server);
    all.forEach(ProcessHandle::destroyForcibly);
    all.forEach(process -> process.onExit().join());
    // For its lock on the directory: there is nothing left to stop.
    stop();
  }

  /** Stops or continues it, so that it says nothing: {@code STOP} and {@code CONT}. */
  public void signal(String signal) {
    ProcessHandle server = ProcessHandle.of(pid()).orElseThrow();
    List<String> command = new ArrayList<>(List.of("kill", "-" + signal, "" + server.pid()));
    server.descendants().forEach(child -> command.add("" + child.pid()));
    try {
      new ProcessBuilder(command).start().waitFor();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private long pid() {
    try {
      return Long.parseLong(Files.readAllLines(data.resolve("postmaster.pid")).get(0));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Starts it again after {@link #kill} or {@link #stop}: same port, same data. */
  public void restart() {
    int port = port();
    try {
      process = launch(data, port);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Stops it in order; open connections are cut. */
  public void stop() {
    try {
      process.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    try {
      process.close();
      try (Stream<Path> files = Files.walk(data)) {
        for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
          Files.deleteIfExists(file);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
