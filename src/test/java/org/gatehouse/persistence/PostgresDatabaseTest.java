package org.gatehouse.persistence;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.sql.DriverManager;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.gatehouse.kernel.AuthException;
import org.gatehouse.kernel.ErrorCode;
import org.gatehouse.postgres.PostgresServer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What is PostgreSQL's own: its schema, its death and return, what the driver is told. */
@Timeout(120)
class PostgresDatabaseTest {
  private static PostgresServer server;
  private static String name;
  private static Database database;
  private static Transactions transactions;

  @BeforeAll
  static void open() {
    server = PostgresServer.start();
    name = server.newDatabase();
    database = Database.open(config(name, Map.of()));
    transactions = database.transactions();
  }

  @AfterAll
  static void close() {
    database.close();
    server.close();
  }

  @Test
  void schemaWhenMigratedThenEveryTextIsInTheOrderOfCodePoints() {
    assertEquals(
        List.of(),
        server.query(
            name,
            "select table_name || '.' || column_name from information_schema.columns"
                + " where table_schema = 'public' and table_name <> 'flyway_schema_history'"
                + " and data_type = 'character varying' and collation_name is distinct from 'C'"));
  }

  @Test
  void schemaWhenMigratedThenEveryForeignKeyBeginsAnIndex() {
    assertEquals(
        List.of("installation(organization_id)"),
        server.query(
            name,
            """
            select k.conrelid::regclass || '(' || a.attname || ')'
            from pg_constraint k
            join pg_attribute a on a.attrelid = k.conrelid and a.attnum = k.conkey[1]
            where k.contype = 'f' and not exists (
              select 1 from pg_index i where i.indrelid = k.conrelid and i.indkey[0] = k.conkey[1])
            order by 1
            """),
        "but of the table with one row");
  }

  @Test
  void openWhenAlreadyMigratedThenChangesNothing() {
    String history = "select count(*) from flyway_schema_history";
    String before = server.query(name, history).get(0);
    Database.open(config(name, Map.of())).close();
    assertEquals(before, server.query(name, history).get(0));
  }

  @Test
  void openWhenTwoNodesStartAtOnceThenBothComeUp() throws InterruptedException {
    String fresh = server.newDatabase();
    List<Throwable> failures = Collections.synchronizedList(new ArrayList<>());
    List<Thread> nodes = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      Thread node =
          new Thread(
              () -> {
                try {
                  Database.open(config(fresh, Map.of())).close();
                } catch (RuntimeException e) {
                  failures.add(e);
                }
              });
      node.start();
      nodes.add(node);
    }
    for (Thread node : nodes) {
      node.join();
    }
    assertEquals(List.of(), failures);
    assertEquals("3", server.query(fresh, "select count(*) from role").get(0));
  }

  @Test
  void closeWhenDoneThenNeitherDriverNorThreadNorConnectionStays() throws Exception {
    String fresh = server.newDatabase();
    Set<Thread> before = Thread.getAllStackTraces().keySet();
    Database.open(config(fresh, Map.of())).close();
    assertTrue(
        Collections.list(DriverManager.getDrivers()).stream()
            .noneMatch(driver -> driver.getClass().getName().startsWith("org.postgresql.")));
    for (Thread thread : Thread.getAllStackTraces().keySet()) {
      if (!before.contains(thread) && thread.getName().contains("gatehouse")) {
        thread.join(10_000);
        assertFalse(thread.isAlive(), thread.getName());
      }
    }
    String connections = "select count(*) from pg_stat_activity where datname = '" + fresh + "'";
    for (int i = 0; i < 50 && !server.query(name, connections).get(0).equals("0"); i++) {
      Thread.sleep(100);
    }
    assertEquals("0", server.query(name, connections).get(0));
  }

  @Test
  void callWhenTheServerIsKilledThen503UntilItIsBackAndNothingAnsweredIsLost() throws Exception {
    AtomicInteger answered = new AtomicInteger();
    AtomicInteger refused = new AtomicInteger();
    List<Throwable> others = Collections.synchronizedList(new ArrayList<>());
    AtomicBoolean enough = new AtomicBoolean();
    List<Thread> writers = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      Thread writer =
          new Thread(
              () -> {
                while (!enough.get()) {
                  try {
                    insert();
                    answered.incrementAndGet();
                  } catch (AuthException e) {
                    assertEquals(ErrorCode.OVERLOADED, e.code());
                    refused.incrementAndGet();
                  } catch (Exception e) {
                    others.add(e);
                  }
                }
              });
      writer.start();
      writers.add(writer);
    }
    awaitMore(answered, 50);
    server.kill();
    awaitMore(refused, 4);
    server.restart();
    awaitMore(answered, 50);
    enough.set(true);
    for (Thread writer : writers) {
      writer.join();
    }
    assertEquals(List.of(), others);
    int rows = Integer.parseInt(server.query(name, "select count(*) from organization").get(0));
    assertTrue(rows >= answered.get(), rows + " of " + answered);
  }

  @Test
  void callWhenTheServerFallsSilentThenRefusedInTimeAndMostAtOnce() throws Exception {
    insert();
    server.signal("STOP");
    try {
      for (int i = 0; i < 40; i++) {
        Thread request = new Thread(() -> assertThrows(AuthException.class, this::insertUnchecked));
        request.setDaemon(true);
        request.start();
      }
      Thread.sleep(1_000);
      long start = System.nanoTime();
      AuthException refusal = assertThrows(AuthException.class, this::insertUnchecked);
      Duration took = Duration.ofNanos(System.nanoTime() - start);
      assertEquals(ErrorCode.OVERLOADED, refusal.code());
      assertTrue(took.toMillis() < 50, took.toString());
    } finally {
      server.signal("CONT");
    }
    awaitInsert();
  }

  @Test
  void callWhenARowIsLockedForTooLongThenTheServerEndsIt() {
    Database impatient =
        Database.open(config(name, Map.of("options", "-c statement_timeout=300ms")));
    try {
      Transactions quick = impatient.transactions();
      AuthException refusal =
          assertThrows(
              AuthException.class,
              () ->
                  quick.get(
                      () ->
                          quick
                              .entityManager()
                              .createNativeQuery("select pg_sleep(20)")
                              .getResultList()));
      assertEquals(ErrorCode.OVERLOADED, refusal.code());
      assertEquals(Duration.ofSeconds(2), refusal.retryAfter());
    } finally {
      impatient.close();
    }
  }

  @Test
  void sessionWhenOpenedThenHasLimitsAndWithAPoolInBetweenNone() {
    assertEquals("30s", setting(database, "statement_timeout"));
    assertEquals("1min", setting(database, "idle_in_transaction_session_timeout"));
    Database behindPool = Database.open(config(name, Map.of("prepareThreshold", "0")));
    try {
      assertEquals("0", setting(behindPool, "statement_timeout"));
    } finally {
      behindPool.close();
    }
  }

  @Test
  void failureWhenARowIsRefusedThenItsValuesAreNotQuoted() throws Exception {
    UUID id = UUID.randomUUID();
    insert(id, "jane@example.com");
    RuntimeException failure =
        assertThrows(RuntimeException.class, () -> insert(id, "jane@example.com"));
    assertTrue(ConstraintViolations.isDuplicate(failure));
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      assertFalse(cause.toString().contains("Detail"), cause.toString());
      assertFalse(cause.toString().contains(id.toString()), cause.toString());
    }
  }

  @Test
  void insertWhenATextHasACharacterThatPostgresqlDoesNotKeepThenAMistakeOfTheRequest() {
    AuthException refusal =
        assertThrows(AuthException.class, () -> insert(UUID.randomUUID(), "a\u0000b"));
    assertEquals(ErrorCode.VALIDATION_FAILED, refusal.code());
  }

  private static String setting(Database opened, String setting) {
    Transactions own = opened.transactions();
    return assertInstanceOf(
        String.class,
        own.get(
            () ->
                own.entityManager()
                    .createNativeQuery("select current_setting('" + setting + "')")
                    .getSingleResult()));
  }

  private void awaitInsert() throws InterruptedException {
    for (int i = 0; i < 100; i++) {
      try {
        insert();
        return;
      } catch (AuthException notYet) {
        Thread.sleep(100);
      } catch (Exception e) {
        throw new AssertionError(e);
      }
    }
    throw new AssertionError("the database does not come back");
  }

  private static void awaitMore(AtomicInteger count, int more) throws InterruptedException {
    int target = count.get() + more;
    for (int i = 0; i < 300 && count.get() < target; i++) {
      Thread.sleep(100);
    }
    assertTrue(count.get() >= target, "no more than " + count);
  }

  private void insertUnchecked() {
    try {
      insert();
    } catch (RuntimeException e) {
      throw e;
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  private static void insert() throws Exception {
    insert(UUID.randomUUID(), "Org");
  }

  private static void insert(UUID id, String text) throws Exception {
    transactions.call(
        () ->
            transactions
                .entityManager()
                .createNativeQuery("insert into organization values (?, ?, 1)")
                .setParameter(1, id)
                .setParameter(2, text)
                .executeUpdate());
  }

  private static DatabaseConfig.OnServer config(String name, Map<String, String> parameters) {
    return new DatabaseConfig.OnServer(
        "127.0.0.1:" + server.port(),
        name,
        "postgres",
        Optional.empty(),
        new HashMap<>(parameters),
        4);
  }
}
