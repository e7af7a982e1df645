package org.gatehouse.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.text.MessageFormat;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.gatehouse.kernel.Sensitive;
import org.gatehouse.persistence.Database;
import org.gatehouse.persistence.DatabaseConfig;
import org.gatehouse.persistence.Transactions;
import org.gatehouse.postgres.PostgresServer;
import org.gatehouse.secrets.SecretName;
import org.gatehouse.secrets.SecretStore;
import org.gatehouse.secrets.SecretStoreException;
import org.gatehouse.secrets.Secrets;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class NodeWatchTest {
  private static final String NAME = NodeWatch.class.getName();

  private static final SecretStore NO_STORE =
      new SecretStore() {
        @Override
        public Optional<Sensitive> find(SecretName secret) {
          return Optional.empty();
        }

        @Override
        public Sensitive createIfAbsent(SecretName secret, Sensitive candidate) {
          return candidate;
        }
      };

  private static String name;
  private static Database database;
  private static Transactions transactions;

  private final List<String> log = new ArrayList<>();
  private final Handler handler =
      new Handler() {
        @Override
        public void publish(LogRecord record) {
          log.add(
              record.getLevel()
                  + " "
                  + MessageFormat.format(record.getMessage(), record.getParameters()));
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
      };

  @BeforeAll
  static void open() {
    name = PostgresServer.shared().newDatabase();
    database =
        Database.open(
            new DatabaseConfig.OnServer(
                "127.0.0.1:" + PostgresServer.shared().port(),
                name,
                "postgres",
                Optional.empty(),
                Map.of(),
                2));
    transactions = database.transactions();
  }

  @AfterAll
  static void close() {
    database.close();
  }

  @BeforeEach
  void listen() {
    PostgresServer.shared().execute(name, "delete from node");
    Logger.getLogger(NAME).addHandler(handler);
  }

  @AfterEach
  void stopListening() {
    Logger.getLogger(NAME).removeHandler(handler);
  }

  private static final class MovingClock extends Clock {
    private Duration ahead = Duration.ZERO;

    @Override
    public ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      return this;
    }

    @Override
    public Instant instant() {
      return Clock.systemUTC().instant().plus(ahead);
    }
  }

  @Test
  void beatWhenTheClockGoesWrongAndRightThenSaidOnceEach() {
    MovingClock clock = new MovingClock();
    NodeWatch watch = watch(clock, Map.of());
    watch.enter();
    assertTrue(watch.isClockRight());
    assertEquals(List.of(), log);
    clock.ahead = Duration.ofMinutes(1);
    watch.beat();
    watch.beat();
    assertFalse(watch.isClockRight());
    assertEquals(1, log.size(), log::toString);
    assertTrue(log.get(0).startsWith("WARNING The clock of this node is "), log::toString);
    assertTrue(log.get(0).contains("s ahead of the database's"), log::toString);
    clock.ahead = Duration.ofMinutes(-1);
    for (int i = 0; i < 31; i++) {
      watch.beat();
    }
    assertEquals(2, log.size(), "now and then again");
    assertTrue(log.get(1).contains("s behind the database's"), log::toString);
    clock.ahead = Duration.ZERO;
    watch.beat();
    assertTrue(watch.isClockRight());
    assertEquals("INFO The clock of this node agrees with the database's again", log.get(2));
  }

  @Test
  void lookBackWhenClocksDifferThenReachesWhatTheSlowestDidAMinuteAgo() {
    MovingClock right = new MovingClock();
    MovingClock ahead = new MovingClock();
    ahead.ahead = Duration.ofMinutes(2);
    NodeWatch one = watch(right, Map.of());
    NodeWatch other = watch(ahead, Map.of());
    one.enter();
    assertEquals(60, one.lookBack().plusMillis(500).toSeconds());
    other.enter();
    one.beat();
    assertEquals(180, one.lookBack().plusMillis(500).toSeconds());
    assertEquals(300, other.lookBack().plusMillis(500).toSeconds());
  }

  @Test
  void lookBackWhenAClockIsDaysAwayThenNotDays() {
    MovingClock lost = new MovingClock();
    lost.ahead = Duration.ofDays(-3);
    watch(lost, Map.of()).enter();
    NodeWatch one = watch(new MovingClock(), Map.of());
    one.enter();
    assertEquals(11, one.lookBack().plusMillis(500).toMinutes());
  }

  @Test
  void enterWhenAnotherNodeHasAnotherMainKeyThenRefusedAndNotCounted() {
    watch(new MovingClock(), Map.of()).enter();
    NodeWatch stranger =
        watch(new MovingClock(), Map.of(SecretName.ENCRYPTION_KEY, "another".repeat(8)));
    SecretStoreException refusal = assertThrows(SecretStoreException.class, stranger::enter);
    assertTrue(String.valueOf(refusal.getMessage()).contains("another main encryption key"));
    assertEquals(List.of("1"), PostgresServer.shared().query(name, "select count(*) from node"));
  }

  @Test
  void enterWhenAnotherNodeHasAnotherSecretThenWarnedByItsNameAlone() {
    watch(new MovingClock(), Map.of()).enter();
    watch(new MovingClock(), Map.of(SecretName.TOKEN_HASH_SECRET, "Xk29Hidden".repeat(4))).enter();
    assertEquals(1, log.size(), log::toString);
    assertTrue(
        log.get(0).startsWith("WARNING Another node has other values of TOKEN_HASH_SECRET:"),
        log::toString);
    assertFalse(
        PostgresServer.shared()
            .query(name, "select secrets from node")
            .toString()
            .contains("Xk29"));
  }

  private static NodeWatch watch(Clock clock, Map<SecretName, String> different) {
    Map<SecretName, String> values = new EnumMap<>(SecretName.class);
    for (SecretName secret : SecretName.values()) {
      values.put(secret, (secret + "-").repeat(8));
    }
    values.putAll(different);
    return new NodeWatch(
        database.nodes(transactions, clock).orElseThrow(),
        Secrets.open(
            secret -> Optional.of(Sensitive.of(String.valueOf(values.get(secret)))), NO_STORE));
  }
}
