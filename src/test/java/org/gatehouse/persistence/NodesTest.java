package org.gatehouse.persistence;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.gatehouse.postgres.PostgresServer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class NodesTest {
  private static final long TOLERANCE_MILLIS = 2_000;

  private static String name;
  private static Database database;
  private static Transactions transactions;

  @BeforeAll
  static void open() {
    name = PostgresServer.shared().newDatabase();
    database = Database.open(TestDatabase.onServer(name));
    transactions = database.transactions();
  }

  @AfterAll
  static void close() {
    database.close();
  }

  @BeforeEach
  void clear() {
    PostgresServer.shared().execute(name, "delete from node");
  }

  @Test
  void beatWhenTheClockIsRightThenNoDifference() {
    Nodes.Clocks clocks = node(Duration.ZERO).beat("");
    assertAbout(Duration.ZERO, clocks.ahead());
    assertAbout(Duration.ZERO, clocks.widest());
  }

  @Test
  void beatWhenClocksAreAMinuteApartThenEachKnowsItsOwnDifferenceAndTheWidest() {
    Nodes ahead = node(Duration.ofSeconds(60));
    Nodes behind = node(Duration.ofSeconds(-10));
    assertAbout(Duration.ofSeconds(60), ahead.beat("").ahead());
    Nodes.Clocks clocks = behind.beat("");
    assertAbout(Duration.ofSeconds(-10), clocks.ahead());
    assertAbout(Duration.ofSeconds(60), clocks.widest());
  }

  @Test
  void secretsOfOthersWhenTheyAreThereThenToldUntilTheyLeave() {
    Nodes one = node(Duration.ZERO);
    Nodes other = node(Duration.ZERO);
    Nodes.Clocks unused = one.beat("one");
    assertEquals(List.of(), one.secretsOfOthers());
    Nodes.Clocks unusedToo = other.beat("other");
    assertEquals(List.of("other"), one.secretsOfOthers());
    assertEquals(List.of("one"), other.secretsOfOthers());
    other.leave();
    assertEquals(List.of(), one.secretsOfOthers());
  }

  @Test
  void secretsOfOthersWhenOneHasBeenSilentForAMinuteThenItIsGoneUntilItSpeaks() {
    Nodes one = node(Duration.ZERO);
    Nodes killed = node(Duration.ofMinutes(5));
    Nodes.Clocks unused = killed.beat("killed");
    PostgresServer.shared().execute(name, "update node set seen_at = seen_at - 61000");
    assertEquals(List.of(), one.secretsOfOthers());
    assertAbout(Duration.ZERO, one.beat("one").widest());
    Nodes.Clocks unusedToo = killed.beat("killed");
    assertEquals(List.of("killed"), one.secretsOfOthers());
  }

  @Test
  void beatWhenOneHasBeenGoneForADayThenItsRowGoesToo() {
    Nodes.Clocks unused = node(Duration.ZERO).beat("killed");
    PostgresServer.shared().execute(name, "update node set seen_at = seen_at - 86500000");
    Nodes.Clocks unusedToo = node(Duration.ZERO).beat("one");
    assertEquals(List.of("one"), PostgresServer.shared().query(name, "select secrets from node"));
  }

  private static Nodes node(Duration ahead) {
    return database.nodes(transactions, Clock.offset(Clock.systemUTC(), ahead)).orElseThrow();
  }

  private static void assertAbout(Duration expected, Duration actual) {
    assertTrue(
        expected.minus(actual).abs().toMillis() < TOLERANCE_MILLIS,
        () -> expected + " and not " + actual);
  }
}
