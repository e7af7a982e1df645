package org.gatehouse.standalone;

import java.util.ArrayList;
import java.util.List;
import java.util.logging.Filter;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Holds back what the server logs as errors while it deploys one application. Tomcat and TomEE tell
 * why a deployment failed in no other way than these records, and in several of them, each with its
 * stack trace. Of a failed deployment they appear only if {@code org.gatehouse.standalone} logs at
 * FINE; otherwise they appear when the watch is closed.
 */
final class DeploymentWatch implements AutoCloseable {
  private static final Logger LOG = Logger.getLogger("org.gatehouse.standalone");

  private final Handler[] handlers = Logger.getLogger("").getHandlers();
  private final @Nullable Filter[] filters = new Filter[handlers.length];
  private final List<LogRecord> errors = new ArrayList<>();
  private boolean failed;

  DeploymentWatch() {
    for (int i = 0; i < handlers.length; i++) {
      Filter filter = handlers[i].getFilter();
      filters[i] = filter;
      handlers[i].setFilter(
          record -> (filter == null || filter.isLoggable(record)) && !holdBack(record));
    }
  }

  /** Whether the server has logged an exception as an error. */
  synchronized boolean hasFailure() {
    return errors.stream().anyMatch(record -> record.getThrown() != null);
  }

  /** The deployment has failed: the first exception that the server logged, or else this one. */
  synchronized @Nullable Throwable failed(@Nullable Throwable thrown) {
    failed = true;
    for (LogRecord record : errors) {
      if (record.getThrown() != null) {
        return record.getThrown();
      }
    }
    return thrown;
  }

  @Override
  public void close() {
    for (int i = 0; i < handlers.length; i++) {
      handlers[i].setFilter(filters[i]);
    }
    if (!failed || LOG.isLoggable(Level.FINE)) {
      errors.forEach(Logger.getLogger("")::log);
    }
  }

  private synchronized boolean holdBack(LogRecord record) {
    String logger = record.getLoggerName();
    boolean isServerError =
        record.getLevel().intValue() >= Level.SEVERE.intValue()
            && logger != null
            && (logger.startsWith("org.apache.") || logger.startsWith("OpenEJB"));
    // Each handler asks once for the same record.
    if (isServerError && !errors.contains(record)) {
      errors.add(record);
    }
    return isServerError;
  }
}
