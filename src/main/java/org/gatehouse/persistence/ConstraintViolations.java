package org.gatehouse.persistence;

import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** Tells why a database refused a row. */
public final class ConstraintViolations {
  /** SQL:2003 class 23, subclass 505: the same on H2 and PostgreSQL. */
  private static final String UNIQUE_VIOLATION = "23505";

  private static final String NOT_IN_REPERTOIRE = "22021";

  private ConstraintViolations() {}

  /** Whether a failure comes from a unique or primary key: somebody else was first. */
  public static boolean isDuplicate(Throwable failure) {
    return has(UNIQUE_VIOLATION, failure);
  }

  /** Whether a text has U+0000, which PostgreSQL keeps in none. */
  static boolean isUnstorableText(Throwable failure) {
    return has(NOT_IN_REPERTOIRE, failure);
  }

  private static boolean has(String state, Throwable failure) {
    for (@Nullable Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof SQLException sql && state.equals(sql.getSQLState())) {
        return true;
      }
    }
    return false;
  }
}
