package org.gatehouse.persistence;

import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** Tells why a database refused a row. */
public final class ConstraintViolations {
  /** SQL:2003 class 23, subclass 505: the same on H2 and PostgreSQL. */
  private static final String UNIQUE_VIOLATION = "23505";

  private ConstraintViolations() {}

  /** Whether a failure comes from a unique or primary key: somebody else was first. */
  public static boolean isDuplicate(Throwable failure) {
    for (@Nullable Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof SQLException sql && UNIQUE_VIOLATION.equals(sql.getSQLState())) {
        return true;
      }
    }
    return false;
  }
}
