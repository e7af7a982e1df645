package org.gatehouse.persistence;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class ConstraintViolationsTest {
  @RegisterExtension static final TestDatabase DATABASE = new TestDatabase();

  private static final String INSERT = "insert into organization values (?, ?, 1)";

  @Test
  void isDuplicateWhenPrimaryKeyIsTakenThenTrue() {
    UUID id = UUID.randomUUID();
    DATABASE.execute(INSERT, id, "first");
    assertTrue(ConstraintViolations.isDuplicate(failureOf(INSERT, id, "second")));
  }

  @Test
  void isDuplicateWhenUniqueKeyIsTakenThenTrue() {
    String insert =
        "insert into gatehouse_user (id, email, name, status, created_at)"
            + " values (?, 'a@example.com', 'A', 'X', 1)";
    DATABASE.execute(insert, UUID.randomUUID());
    assertTrue(ConstraintViolations.isDuplicate(failureOf(insert, UUID.randomUUID())));
  }

  @Test
  void isDuplicateWhenAnotherConstraintRefusesThenFalse() {
    UUID nobody = UUID.randomUUID();
    assertFalse(
        ConstraintViolations.isDuplicate(
            failureOf("insert into installation values (1, ?, 1)", nobody)));
    assertFalse(
        ConstraintViolations.isDuplicate(
            failureOf("insert into organization values (?, null, 1)", nobody)));
    assertFalse(
        ConstraintViolations.isDuplicate(failureOf(INSERT, nobody, "x".repeat(101))), "too long");
  }

  @Test
  void isDuplicateWhenNoDatabaseIsInvolvedThenFalse() {
    assertFalse(ConstraintViolations.isDuplicate(new IllegalStateException("23505")));
    assertFalse(ConstraintViolations.isDuplicate(new SQLException("no state")));
  }

  @Test
  void logWhenAStatementFailsThenDoesNotQuoteTheRefusedValue() {
    List<LogRecord> records = Collections.synchronizedList(new ArrayList<>());
    Handler handler = handlerInto(records);
    Logger root = Logger.getLogger("");
    root.addHandler(handler);
    try {
      String insert =
          "insert into gatehouse_user (id, email, name, status, created_at)"
              + " values (?, 'jane@example.com', 'J', 'X', 1)";
      DATABASE.execute(insert, UUID.randomUUID());
      assertTrue(ConstraintViolations.isDuplicate(failureOf(insert, UUID.randomUUID())));
    } finally {
      root.removeHandler(handler);
    }
    assertTrue(
        records.stream().noneMatch(ConstraintViolationsTest::namesJane), "an e-mail in the log");
  }

  private static boolean namesJane(LogRecord record) {
    for (@Nullable Throwable t = record.getThrown(); t != null; t = t.getCause()) {
      if (t.toString().contains("jane@")) {
        return true;
      }
    }
    return record.getMessage() != null && record.getMessage().contains("jane@");
  }

  private static Handler handlerInto(List<LogRecord> records) {
    return new Handler() {
      @Override
      public void publish(LogRecord record) {
        records.add(record);
      }

      @Override
      public void flush() {}

      @Override
      public void close() {}
    };
  }

  private static RuntimeException failureOf(String sql, Object... parameters) {
    return assertThrows(RuntimeException.class, () -> DATABASE.execute(sql, parameters));
  }
}
