package org.gatehouse.reencryption;

import java.util.List;
import org.gatehouse.crypto.SealException;
import org.gatehouse.crypto.SecretBox;
import org.gatehouse.persistence.Sql;
import org.gatehouse.persistence.Transactions;
import org.jspecify.annotations.Nullable;

/** Encrypts the values of a column anew, some at a time, each time in a transaction. */
final class SealedRows {
  private static final int BATCH = 100;

  private final Transactions transactions;
  private final Sql sql;
  private final Runnable afterWrite;

  SealedRows(Transactions transactions, Sql sql, Runnable afterWrite) {
    this.transactions = transactions;
    this.sql = sql;
    this.afterWrite = afterWrite;
  }

  /** How many values were encrypted anew, and how many nobody can open. */
  record Count(int written, int lost) {
    static final Count NONE = new Count(0, 0);

    Count plus(Count other) {
      return new Count(written + other.written, lost + other.lost);
    }
  }

  private record Value(Object id, String sealed) {}

  private record Batch(@Nullable Object last, Count count) {}

  Count reseal(SealedColumn column, SecretBox old, SecretBox next) {
    Count all = Count.NONE;
    @Nullable Object after = null;
    do {
      @Nullable Object from = after;
      Batch batch = transactions.get(() -> batch(column, from, old, next));
      if (batch.count().written() > 0) {
        afterWrite.run();
      }
      all = all.plus(batch.count());
      after = batch.last();
    } while (after != null);
    return all;
  }

  private Batch batch(SealedColumn column, @Nullable Object after, SecretBox old, SecretBox next) {
    List<Value> values = values(column, after);
    Count count = Count.NONE;
    for (Value value : values) {
      count = count.plus(reseal(column, value, old, next));
    }
    return new Batch(values.size() < BATCH ? null : values.get(BATCH - 1).id(), count);
  }

  private List<Value> values(SealedColumn column, @Nullable Object after) {
    String select =
        "select %2$s, %3$s from %1$s where %3$s is not null%4$s order by %2$s fetch first %5$d rows"
            + " only";
    String from = after == null ? "" : " and " + column.id() + " > ?";
    @Nullable Object[] parameters = after == null ? new Object[0] : new Object[] {after};
    return sql.list(
        select.formatted(column.table(), column.id(), column.column(), from, BATCH),
        row -> new Value(row.getObject(1), row.getString(2)),
        parameters);
  }

  private Count reseal(SealedColumn column, Value value, SecretBox old, SecretBox next) {
    String name = column.name(value.id());
    try {
      next.open(name, value.sealed());
      return Count.NONE;
    } catch (SealException notYet) {
      // As it should be.
    }
    String sealed;
    try {
      sealed = next.seal(name, old.open(name, value.sealed()));
    } catch (SealException lost) {
      return new Count(0, 1);
    }
    return new Count(
        sql.update(
            "update %s set %s = ? where %s = ? and %s = ?"
                .formatted(column.table(), column.column(), column.id(), column.column()),
            sealed,
            value.id(),
            value.sealed()),
        0);
  }
}
