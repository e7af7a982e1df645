package org.gatehouse.persistence;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class DatabaseTest {
  private static final int ROWS_OF_THE_CHILD = 20;
  private static final String HISTORY = "\"flyway_schema_history\"";

  private final Path directory;

  DatabaseTest(@TempDir Path directory) {
    this.directory = directory;
  }

  @Test
  void openWhenDirectoryIsEmptyThenTheSchemaIsThereWithTheGeneralRoles() throws Exception {
    try (Database database = open()) {
      assertEquals(3L, count(database, "role"));
      assertEquals(0L, count(database, "gatehouse_user"));
    }
  }

  @Test
  void openWhenClosedBeforeInThisJvmThenRowsAreThereAndNothingIsMigratedAgain() throws Exception {
    long migrations;
    try (Database database = open()) {
      insert(database);
      migrations = count(database, HISTORY);
    }
    try (Database database = open()) {
      assertEquals(1L, count(database, "organization"));
      assertEquals(migrations, count(database, HISTORY));
    }
  }

  @Test
  void closeWhenDoneThenNeitherDriverNorThreadStays() throws Exception {
    Set<Thread> before = Thread.getAllStackTraces().keySet();
    open().close();
    assertTrue(
        Collections.list(DriverManager.getDrivers()).stream()
            .noneMatch(driver -> driver.getClass().getName().startsWith("org.h2.")));
    for (Thread thread : Thread.getAllStackTraces().keySet()) {
      if (!before.contains(thread) && isOurs(thread)) {
        // The last ones may still be on their way out.
        thread.join(10_000);
        assertFalse(thread.isAlive(), thread.getName());
      }
    }
  }

  private static boolean isOurs(Thread thread) {
    return thread.getName().contains("gatehouse") || thread.getName().contains("H2");
  }

  @Test
  void openWhenFileIsNoDatabaseThenFailsAndCanBeOpenedOnceItIsPutRight() throws Exception {
    Path file = directory.resolve("gatehouse.mv.db");
    Files.writeString(file, "not a database".repeat(1000));
    assertThrows(RuntimeException.class, this::open);
    assertEquals("not a database".repeat(1000), Files.readString(file), "evidence is kept");
    Files.delete(file);
    open().close();
  }

  @Test
  void openWhenMigrationWasChangedThenFailsAndFreesTheFile() throws Exception {
    try (Database database = open()) {
      execute(database, "update \"flyway_schema_history\" set \"checksum\" = 1");
    }
    assertThrows(RuntimeException.class, this::open);
    assertThrows(RuntimeException.class, this::open, "not blocked by what the first try left");
  }

  @Test
  void callWhenProcessIsKilledRightAfterItReturnedThenEveryRowIsThere() throws Exception {
    Process child = startChild();
    int committed = 0;
    try (BufferedReader out =
        new BufferedReader(new InputStreamReader(child.getInputStream(), StandardCharsets.UTF_8))) {
      for (String line = out.readLine();
          line != null && committed < ROWS_OF_THE_CHILD;
          line = out.readLine()) {
        committed += line.equals("committed") ? 1 : 0;
      }
    } finally {
      child.destroyForcibly().waitFor();
    }
    assertEquals(ROWS_OF_THE_CHILD, committed);
    try (Database database = open()) {
      assertTrue(count(database, "organization") >= ROWS_OF_THE_CHILD);
    }
  }

  @Test
  void callWhenThreadIsInterruptedThenTheDatabaseLivesOn() throws Exception {
    try (Database database = open()) {
      Transactions transactions = database.transactions();
      List<String> failures = Collections.synchronizedList(new ArrayList<>());
      Thread interrupted =
          new Thread(
              () -> {
                for (int i = 0; i < 20; i++) {
                  Thread.currentThread().interrupt();
                  try {
                    insert(transactions);
                  } catch (Exception e) {
                    failures.add(e.toString());
                  }
                }
              });
      interrupted.start();
      interrupted.join();
      insert(transactions);
      assertEquals(List.of(), failures);
      assertEquals(21L, count(database, "organization"));
    }
  }

  /** The child: commits until it is killed. */
  public static final class Child {
    private Child() {}

    /** Says "committed" after each commit. */
    public static void main(String[] directory) throws Exception {
      Transactions transactions =
          Database.open(new DatabaseConfig.InFile(Path.of(directory[0]), 2)).transactions();
      for (int i = 0; i < 10 * ROWS_OF_THE_CHILD; i++) {
        insert(transactions);
        System.out.println("committed");
      }
      Thread.sleep(60_000);
    }
  }

  private Process startChild() throws IOException {
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-XX:TieredStopAtLevel=1",
            "-cp",
            System.getProperty("java.class.path"),
            Child.class.getName(),
            directory.toString())
        .redirectError(ProcessBuilder.Redirect.DISCARD)
        .start();
  }

  private Database open() {
    return Database.open(new DatabaseConfig.InFile(directory, 2));
  }

  private static void insert(Database database) throws Exception {
    insert(database.transactions());
  }

  private static void insert(Transactions transactions) throws Exception {
    transactions.call(
        () ->
            transactions
                .entityManager()
                .createNativeQuery("insert into organization values (?, 'Org', 1)")
                .setParameter(1, UUID.randomUUID())
                .executeUpdate());
  }

  private static void execute(Database database, String sql) throws Exception {
    Transactions transactions = database.transactions();
    transactions.call(() -> transactions.entityManager().createNativeQuery(sql).executeUpdate());
  }

  private static long count(Database database, String table) throws Exception {
    Transactions transactions = database.transactions();
    Object count =
        transactions.call(
            () ->
                transactions
                    .entityManager()
                    .createNativeQuery("select count(*) from " + table)
                    .getSingleResult());
    return ((Number) count).longValue();
  }
}
