package org.gatehouse.persistence;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.UUID;

/**
 * The processes that share a PostgreSQL database. Each says now and then that it is there; one that
 * was killed is gone a minute later. Their clocks are compared with the database's, which is the
 * same for all.
 */
public final class Nodes {
  /** How often a node says that it is there. */
  public static final Duration BEAT = Duration.ofSeconds(20);

  private static final Duration GONE = Duration.ofSeconds(60);
  private static final Duration FORGOTTEN = Duration.ofDays(1);

  private static final String TIME =
      "select cast(extract(epoch from clock_timestamp()) * 1000 as bigint)";

  private static final String BE_THERE =
      """
      insert into node (id, seen_at, clock_ahead, secrets) values (?, ?, ?, ?)
      on conflict (id) do update
      set seen_at = excluded.seen_at, clock_ahead = excluded.clock_ahead
      """;

  private final UUID id = UUID.randomUUID();
  private final Transactions transactions;
  private final Sql sql;
  private final Clock clock;

  Nodes(Transactions transactions, Sql sql, Clock clock) {
    this.transactions = transactions;
    this.sql = sql;
    this.clock = clock;
  }

  /**
   * How the clocks stand.
   *
   * @param ahead how far this node's clock is ahead of the database's; negative: behind
   * @param widest how far any living node's is from it, this one included
   */
  public record Clocks(Duration ahead, Duration widest) {}

  /**
   * Says that this node is there.
   *
   * @param secrets what {@link #secretsOfOthers} tells others
   */
  public Clocks beat(String secrets) {
    return transactions.get(
        () -> {
          transactions.mayBeLost();
          long before = clock.millis();
          long now = time();
          // The answer was given somewhere between the two readings.
          long ahead = (before + clock.millis()) / 2 - now;
          int unused = sql.update(BE_THERE, id, now, ahead, secrets);
          int unusedToo =
              sql.update("delete from node where seen_at < ?", now - FORGOTTEN.toMillis());
          long widest =
              sql.list(
                      "select coalesce(max(abs(clock_ahead)), 0) from node where seen_at > ?",
                      row -> row.getLong(1),
                      now - GONE.toMillis())
                  .get(0);
          return new Clocks(Duration.ofMillis(ahead), Duration.ofMillis(widest));
        });
  }

  /** What each other living node has said of its secrets. */
  public List<String> secretsOfOthers() {
    return transactions.get(
        () ->
            sql.list(
                "select secrets from node where id <> ? and seen_at > ?",
                row -> row.getString(1),
                id,
                time() - GONE.toMillis()));
  }

  /** Says that this node is gone. */
  public void leave() {
    int unused = transactions.get(() -> sql.update("delete from node where id = ?", id));
  }

  private long time() {
    return sql.list(TIME, row -> row.getLong(1)).get(0);
  }
}
