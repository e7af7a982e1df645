package org.gatehouse.persistence;

import java.io.PrintWriter;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.sql.SQLTransientConnectionException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongSupplier;
import java.util.logging.Logger;
import javax.sql.DataSource;

/**
 * Lets requests wait for a connection, but few of them once nobody gets one any more: a database
 * that hangs must not take all threads of the server, which others need that have a token and no
 * use for the database. Whoever is turned away gets a {@link SQLTransientConnectionException} at
 * once.
 */
final class ConnectionGate implements DataSource {
  /** A pool that is merely busy hands out a connection every few milliseconds. */
  private static final Duration STUCK = Duration.ofMillis(500);

  /** So many may find out whether it is better. */
  private static final int WAITING_WHEN_STUCK = 16;

  private final DataSource pool;
  private final LongSupplier nanoTime;
  private final AtomicInteger waiting = new AtomicInteger();
  private volatile long lastGranted;

  ConnectionGate(DataSource pool, LongSupplier nanoTime) {
    this.pool = pool;
    this.nanoTime = nanoTime;
    this.lastGranted = nanoTime.getAsLong();
  }

  @Override
  public Connection getConnection() throws SQLException {
    int before = waiting.getAndIncrement();
    try {
      if (before >= WAITING_WHEN_STUCK && nanoTime.getAsLong() - lastGranted > STUCK.toNanos()) {
        throw new SQLTransientConnectionException("the database hands out no connection", "08001");
      }
      Connection connection = pool.getConnection();
      lastGranted = nanoTime.getAsLong();
      return connection;
    } finally {
      waiting.decrementAndGet();
    }
  }

  @Override
  public Connection getConnection(String user, String password) throws SQLException {
    throw new SQLFeatureNotSupportedException("the pool has one user");
  }

  @Override
  public PrintWriter getLogWriter() throws SQLException {
    return pool.getLogWriter();
  }

  @Override
  public void setLogWriter(PrintWriter out) throws SQLException {
    pool.setLogWriter(out);
  }

  @Override
  public void setLoginTimeout(int seconds) throws SQLException {
    pool.setLoginTimeout(seconds);
  }

  @Override
  public int getLoginTimeout() throws SQLException {
    return pool.getLoginTimeout();
  }

  @Override
  public Logger getParentLogger() throws SQLFeatureNotSupportedException {
    return pool.getParentLogger();
  }

  @Override
  public <T> T unwrap(Class<T> type) throws SQLException {
    return pool.unwrap(type);
  }

  @Override
  public boolean isWrapperFor(Class<?> type) throws SQLException {
    return pool.isWrapperFor(type);
  }
}
