package org.gatehouse.persistence;

import java.sql.SQLException;
import java.sql.SQLRecoverableException;
import java.sql.SQLTransientConnectionException;
import java.time.Duration;
import java.util.Set;
import org.gatehouse.kernel.AuthException;
import org.gatehouse.kernel.ErrorCode;
import org.jspecify.annotations.Nullable;

/** Tells a database that cannot answer at the moment from a mistake of ours. */
public final class Unavailability {
  private static final Duration RETRY = Duration.ofSeconds(2);

  /** Class 08: the connection is broken, or there is none. */
  private static final String CONNECTION = "08";

  /**
   * The server stops, crashed, starts; has no connection left; has ended what took too long; is
   * read-only after a change of the primary; has chosen one of two transactions that waited for
   * each other.
   */
  private static final Set<String> STATES =
      Set.of(
          "57P01", "57P02", "57P03", "57P05", "53300", "57014", "25P03", "25006", "40001", "40P01",
          "55P03");

  private Unavailability() {}

  /** What to answer instead, if that is why; otherwise the failure itself. */
  static RuntimeException translated(RuntimeException failure) {
    if (failure instanceof AuthException || !isOne(failure)) {
      return failure;
    }
    return AuthException.retryAfter(
        ErrorCode.OVERLOADED, RETRY, "the database does not answer", failure);
  }

  /** Whether a failure comes from a database that cannot answer at the moment. */
  public static boolean isOne(Throwable failure) {
    for (@Nullable Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof SQLTransientConnectionException
          || cause instanceof SQLRecoverableException
          || (cause instanceof SQLException sql && isOne(sql.getSQLState()))) {
        return true;
      }
    }
    return false;
  }

  private static boolean isOne(@Nullable String state) {
    return state != null && (state.startsWith(CONNECTION) || STATES.contains(state));
  }
}
