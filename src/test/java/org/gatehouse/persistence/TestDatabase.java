package org.gatehouse.persistence;

import jakarta.persistence.EntityManager;
import jakarta.persistence.Query;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.gatehouse.postgres.PostgresServer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * The real database, empty but migrated, of its own: opened once for a test class and deleted after
 * it. An H2 file, or with {@code -Dgatehouse.test.database=postgres} a PostgreSQL database.
 * Register it in a static field with {@code @RegisterExtension}.
 */
public final class TestDatabase implements BeforeAllCallback, AfterAllCallback {
  private static final int POOL_SIZE = 4;

  /** Whether this JVM tests on PostgreSQL. */
  static final boolean ON_POSTGRES =
      "postgres".equals(System.getProperty("gatehouse.test.database"));

  private static @Nullable String template;

  /** Children before parents. */
  private static final List<String> TABLES_WITH_TEST_ROWS =
      List.of(
          "audit_event",
          "one_time_token",
          "mail_outbox",
          "signing_key",
          "rate_limit",
          "invitation",
          "login_method",
          "sso_grant",
          "sso_identity",
          "user_session",
          "workspace_member",
          "organization_member",
          "workspace",
          "installation",
          "role where organization_id is not null",
          "organization",
          "gatehouse_user");

  private @Nullable Path directory;
  private @Nullable Database database;
  private @Nullable Transactions transactions;

  @Override
  public void beforeAll(ExtensionContext context) throws IOException {
    directory = Files.createTempDirectory("gatehouse-test");
    database =
        Database.open(
            ON_POSTGRES
                ? onServer(PostgresServer.shared().newDatabase(template()))
                : new DatabaseConfig.InFile(directory, POOL_SIZE));
    transactions = database.transactions();
  }

  /** A migrated database: to copy it is faster than to migrate another. */
  private static synchronized String template() {
    String ready = template;
    if (ready == null) {
      ready = PostgresServer.shared().newDatabase();
      Database.open(onServer(ready)).close();
      template = ready;
    }
    return ready;
  }

  static DatabaseConfig.OnServer onServer(String name) {
    return new DatabaseConfig.OnServer(
        "127.0.0.1:" + PostgresServer.shared().port(),
        name,
        "postgres",
        Optional.empty(),
        Map.of(),
        POOL_SIZE);
  }

  @Override
  public void afterAll(ExtensionContext context) throws IOException {
    if (database != null) {
      database.close();
    }
    try (Stream<Path> files = Files.walk(Objects.requireNonNull(directory))) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }

  /** The transactions of this database. */
  public Transactions transactions() {
    return Objects.requireNonNull(transactions, "only while the tests of the class run");
  }

  /** What the container would inject. */
  public EntityManager entityManager() {
    return EntityManagerProducer.forwardingTo(transactions());
  }

  /** What the container would inject. */
  public Sql sql() {
    return new Sql(entityManager());
  }

  /** Does work in a transaction, as a method that is {@link Transactional}. */
  public <T extends @Nullable Object> T call(Callable<T> work) {
    try {
      return transactions().call(work);
    } catch (RuntimeException e) {
      throw e;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  /** Does work in a transaction. */
  public void run(Runnable work) {
    this.<@Nullable Object>call(
        () -> {
          work.run();
          return null;
        });
  }

  /** Runs a statement in a transaction. */
  public int execute(String sql, @Nullable Object... parameters) {
    return call(() -> query(sql, parameters).executeUpdate());
  }

  /** Reads rows in a transaction. */
  public List<?> select(String sql, @Nullable Object... parameters) {
    return call(() -> query(sql, parameters).getResultList());
  }

  /** How many rows a table has. */
  public long count(String table) {
    return ((Number) select("select count(*) from " + table).get(0)).longValue();
  }

  /** Removes every row that the migrations did not bring. */
  public void clear() {
    run(
        () ->
            TABLES_WITH_TEST_ROWS.forEach(table -> query("delete from " + table).executeUpdate()));
    int unused = execute("update session_cut set ended_before = 0");
  }

  private Query query(String sql, @Nullable Object... parameters) {
    Query query = entityManager().createNativeQuery(sql);
    for (int i = 0; i < parameters.length; i++) {
      query.setParameter(i + 1, parameters[i]);
    }
    return query;
  }
}
