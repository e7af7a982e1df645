package org.gatehouse.persistence;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.gatehouse.kernel.Sensitive;
import org.gatehouse.postgres.PostgresServer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Why Gatehouse does not start, in words; on a server that asks for passwords. */
@Timeout(60)
class PostgresStartTest {
  private static final String PASSWORD = "Xk29-right:horse@battery";
  private static final String WRONG = "Xk29-wrong";
  private static final int OLDEST = 14;
  private static final Duration NO_PATIENCE = Duration.ZERO;

  private static PostgresServer server;
  private static String database;

  @BeforeAll
  static void start() {
    server = PostgresServer.start();
    database = server.newDatabase();
    server.execute(
        "postgres",
        "create role gatehouse login password '" + PASSWORD + "'",
        "create role visitor login password '" + PASSWORD + "'",
        "alter database " + database + " owner to gatehouse",
        "create database closed",
        "revoke connect on database closed from public");
    server.execute(database, "alter schema public owner to gatehouse");
    server.requirePasswords();
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @Test
  void openWhenEverythingIsRightThenMigratesAndOpensAgain() {
    Database.open(config("gatehouse", PASSWORD)).close();
    Database.open(config("gatehouse", PASSWORD)).close();
    assertEquals(
        "3",
        server.query(database, "select count(*) from role where organization_id is null").get(0));
  }

  @Test
  void openWhenThePasswordIsWrongThenSaysWhoAndWhereAndWhatToDo() {
    String message = refusal(config("gatehouse", WRONG));
    assertTrue(message.contains("127.0.0.1:" + server.port()), message);
    assertTrue(message.contains("database \"" + database + "\""), message);
    assertTrue(message.contains("user \"gatehouse\""), message);
    assertTrue(message.contains("the password is wrong"), message);
    assertTrue(message.contains("DATABASE_PASSWORD"), message);
    assertFalse(message.contains(WRONG), message);
  }

  @Test
  void openWhenThereIsNoSuchUserThenTheSameWords() {
    assertTrue(refusal(config("nobody", WRONG)).contains("there is no such user"));
  }

  @Test
  void openWhenNoPasswordIsGivenThenSaysWhichSettingIsMissing() {
    String message =
        refusal(
            new DatabaseConfig.OnServer(
                host(), database, "gatehouse", Optional.empty(), Map.of(), 2));
    assertTrue(message.contains("no password is set (DATABASE_PASSWORD)"), message);
  }

  @Test
  void openWhenThereIsNoSuchDatabaseThenSaysSo() {
    String message = refusal(onServer(host(), "elsewhere", "gatehouse", PASSWORD, Map.of()));
    assertTrue(message.contains("there is no such database"), message);
    assertTrue(message.contains("create database"), message);
  }

  @Test
  void openWhenTheUserMayNotConnectThenSaysSo() {
    String message = refusal(onServer(host(), "closed", "gatehouse", PASSWORD, Map.of()));
    assertTrue(message.contains("grant connect"), message);
  }

  @Test
  void openWhenTheUserMayNotCreateTablesThenSaysInWhichSchema() {
    String message = refusal(config("visitor", PASSWORD));
    assertTrue(message.contains("may not create tables"), message);
    assertTrue(message.contains("\"public\""), message);
  }

  @Test
  void openWhenItCanOnlyBeReadThenAsksForThePrimary() {
    server.execute(
        "postgres",
        "alter role gatehouse in database postgres set default_transaction_read_only=on");
    String message = refusal(onServer(host(), "postgres", "gatehouse", PASSWORD, Map.of()));
    assertTrue(message.contains("can only be read"), message);
    assertTrue(message.contains("targetServerType=primary"), message);
  }

  @Test
  void openWhenItIsTooOldThenSaysBothVersions() {
    String message = refusal(new PostgresEngine(config("gatehouse", PASSWORD), 99, NO_PATIENCE));
    assertTrue(message.contains("PostgreSQL 17."), message);
    assertTrue(message.contains("99 or newer"), message);
  }

  @Test
  void openWhenItHasNoTlsThenSaysSo() {
    String message =
        refusal(onServer(host(), database, "gatehouse", PASSWORD, Map.of("sslmode", "require")));
    assertTrue(message.contains("it has no TLS (DATABASE_SSL)"), message);
  }

  @Test
  void openWhenNobodyListensThenRefusedInWords() {
    String message = refusal(onServer("127.0.0.1:1", database, "gatehouse", PASSWORD, Map.of()));
    assertTrue(message.contains("at 127.0.0.1:1,"), message);
    assertTrue(message.contains("the connection is refused"), message);
  }

  @Test
  void openWhenNobodyKnowsTheHostThenSaysSo() {
    String message =
        refusal(onServer("nowhere.invalid:5432", database, "gatehouse", PASSWORD, Map.of()));
    assertTrue(message.contains("nobody knows a host of that name"), message);
  }

  @Test
  void openWhenSomebodyListensAndSaysNothingThenGivesUp() throws IOException {
    try (ServerSocket silent = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
      String message =
          refusal(
              onServer(
                  "127.0.0.1:" + silent.getLocalPort(),
                  database,
                  "gatehouse",
                  PASSWORD,
                  Map.of("sslmode", "disable")));
      assertTrue(message.contains("nothing answers there"), message);
    }
  }

  @Test
  void openWhenTheServerComesWhileWaitingThenOpens() throws InterruptedException {
    server.stop();
    Thread later =
        new Thread(
            () -> {
              try {
                Thread.sleep(1_500);
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
              }
              server.restart();
            });
    later.start();
    try {
      Database.open(
              new PostgresEngine(config("gatehouse", PASSWORD), OLDEST, Duration.ofSeconds(20)))
          .close();
    } finally {
      later.join();
    }
  }

  private static String refusal(DatabaseConfig.OnServer config) {
    return refusal(new PostgresEngine(config, OLDEST, NO_PATIENCE));
  }

  private static String refusal(Engine engine) {
    String message =
        String.valueOf(
            assertThrows(DatabaseStartException.class, () -> Database.open(engine)).getMessage());
    assertFalse(message.contains(PASSWORD), message);
    return message;
  }

  private static DatabaseConfig.OnServer config(String user, String password) {
    return onServer(host(), database, user, password, Map.of());
  }

  private static DatabaseConfig.OnServer onServer(
      String host, String name, String user, String password, Map<String, String> parameters) {
    DatabaseConfig.OnServer config =
        new DatabaseConfig.OnServer(
            host, name, user, Optional.of(Sensitive.of(password)), parameters, 2);
    assertFalse(config.toString().contains(password));
    return config;
  }

  private static String host() {
    return "127.0.0.1:" + server.port();
  }
}
