package org.gatehouse.ratelimit;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.gatehouse.crypto.PurposeMac;
import org.gatehouse.persistence.ConstraintViolations;
import org.gatehouse.persistence.Sql;
import org.gatehouse.persistence.Transactions;
import org.gatehouse.ratelimit.Limit.Counter;
import org.gatehouse.ratelimit.Limit.Granted;
import org.gatehouse.ratelimit.Limit.Refused;
import org.gatehouse.ratelimit.Limit.Verdict;

/**
 * Counters that all nodes share. What this node alone has counted comes first: if that is too much
 * already, the database is not asked, so that an attack costs it no more than what is granted.
 *
 * <p>Each attempt is a transaction of its own, which is over before anybody judges the attempt: it
 * stays counted whatever the work after it does. The keys are kept as codes, since they hold
 * addresses and what people typed.
 */
public final class DatabaseRateLimiter implements RateLimiter {
  private static final int CLEANUP_BATCH = 500;

  /** Two nodes see a key for the first time at once: the second finds the row at its next try. */
  private static final int TRIES = 5;

  private static final String FIND =
      "select key_code, attempts, moment_at from rate_limit where key_code in (%s)"
          + " order by key_code for update";

  private static final String CHANGE =
      "update rate_limit set attempts = ?, moment_at = ?, expires_at = ? where key_code = ?";

  private static final String ADD =
      "insert into rate_limit (attempts, moment_at, expires_at, key_code) values (?, ?, ?, ?)";

  private static final String REMOVE =
      "delete from rate_limit where key_code in (select key_code from rate_limit"
          + " where expires_at < ? fetch first "
          + CLEANUP_BATCH
          + " rows only)";

  private final RateLimiter here;
  private final Transactions transactions;
  private final Sql sql;
  private final PurposeMac codes;
  private final Clock clock;

  /**
   * @param here counts on this node
   * @param codes makes what is kept of a key; the same on all nodes
   */
  public DatabaseRateLimiter(
      RateLimiter here, Transactions transactions, Sql sql, PurposeMac codes, Clock clock) {
    this.here = here;
    this.transactions = transactions;
    this.sql = sql;
    this.codes = codes;
    this.clock = clock;
  }

  private record Row(String code, Counter counter) {
    static Row read(ResultSet columns) throws SQLException {
      return new Row(columns.getString(1), new Counter(columns.getInt(2), columns.getLong(3)));
    }
  }

  @Override
  public Optional<Duration> tryAcquire(List<Limit> limits) {
    Optional<Duration> wait = here.tryAcquire(limits);
    if (wait.isEmpty()) {
      wait = inTransaction(() -> acquire(limits));
      if (wait.isPresent()) {
        here.giveBack(limits);
      }
    }
    return wait;
  }

  @Override
  public void giveBack(List<Limit> limits) {
    here.giveBack(limits);
    inTransaction(
        () -> {
          Map<String, Counter> before = find(limits);
          for (Limit limit : limits) {
            String code = codes.of(limit.key());
            if (before.containsKey(code)) {
              write(CHANGE, limit, code, limit.giveBack(before.get(code)));
            }
          }
          return Optional.empty();
        });
  }

  private Optional<Duration> acquire(List<Limit> limits) {
    long now = clock.millis();
    Map<String, Counter> before = find(limits);
    List<Counter> after = new ArrayList<>();
    for (Limit limit : limits) {
      Verdict verdict = limit.acquire(before.get(codes.of(limit.key())), now);
      if (verdict instanceof Refused refused) {
        return Optional.of(refused.delay());
      }
      after.add(((Granted) verdict).after());
    }
    for (int i = 0; i < after.size(); i++) {
      String code = codes.of(limits.get(i).key());
      write(before.containsKey(code) ? CHANGE : ADD, limits.get(i), code, after.get(i));
    }
    return Optional.empty();
  }

  /** Locked in the order of their codes, so that nobody waits for somebody who waits for them. */
  private Map<String, Counter> find(List<Limit> limits) {
    String marks = limits.stream().map(limit -> "?").collect(Collectors.joining(", "));
    Object[] wanted = limits.stream().map(limit -> codes.of(limit.key())).toArray();
    Map<String, Counter> found = new HashMap<>();
    sql.list(FIND.formatted(marks), Row::read, wanted)
        .forEach(row -> found.put(row.code(), row.counter()));
    return found;
  }

  private void write(String statement, Limit limit, String code, Counter counter) {
    int unused =
        sql.update(statement, counter.count(), counter.at(), limit.forgottenAt(counter), code);
  }

  private Optional<Duration> inTransaction(Supplier<Optional<Duration>> work) {
    for (int i = 1; ; i++) {
      try {
        return transactions.alone(
            () -> {
              // A crash may forget the last attempts: nobody can bring one about for that.
              transactions.mayBeLost();
              return work.get();
            });
      } catch (RuntimeException e) {
        if (i == TRIES || !ConstraintViolations.isDuplicate(e)) {
          throw e;
        }
      }
    }
  }

  @Override
  public boolean removeOld() {
    return transactions.alone(() -> sql.update(REMOVE, clock.millis())) == CLEANUP_BATCH;
  }
}
