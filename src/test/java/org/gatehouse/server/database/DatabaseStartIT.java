package org.gatehouse.server.database;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import org.gatehouse.postgres.PostgresServer;
import org.gatehouse.server.Launch;
import org.gatehouse.server.RunningServer;
import org.gatehouse.server.ServerDidNotStartException;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Without its database Gatehouse ends, soon, and says in words what an operator has to do. */
@Tag("ours")
class DatabaseStartIT {
  private static final String PASSWORD = "Xk29Hidden";
  private static final Duration SOON = Duration.ofSeconds(20);

  @ParameterizedTest
  @CsvSource({"127.0.0.1:1, the connection is refused", "PORT, the password is wrong"})
  void startWhenTheDatabaseIsNotUsableThenEndsInTimeWithTheReason(String host, String reason) {
    try (PostgresServer postgres = PostgresServer.start()) {
      postgres.execute(
          "postgres",
          "create role gate login password 'another'",
          "create database house owner gate");
      postgres.requirePasswords();
      String where = host.replace("PORT", "127.0.0.1:" + postgres.port());
      Launch launch =
          Launch.fresh()
              .with("DATABASE_TYPE", "postgres")
              .with("DATABASE_URL", "postgresql://gate:" + PASSWORD + "@" + where + "/house");
      long start = System.nanoTime();
      ServerDidNotStartException failure =
          assertThrows(ServerDidNotStartException.class, () -> RunningServer.start(launch));
      Duration took = Duration.ofNanos(System.nanoTime() - start);
      String log = failure.output();
      assertTrue(
          String.valueOf(failure.getMessage()).startsWith("The server ended with 1\n"),
          () -> "the exit code is not 1: " + failure.getMessage());
      assertTrue(took.compareTo(SOON) < 0, took.toString());
      assertTrue(log.contains(reason), log);
      assertTrue(log.contains("at " + where + ", database \"house\", user \"gate\""), log);
      assertFalse(log.contains(PASSWORD), log);
      assertEquals(1, log.split("cannot be used", -1).length - 1, log);
      assertFalse(log.contains("\tat "), log);
    }
  }
}
