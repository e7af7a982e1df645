package org.gatehouse.persistence;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Properties;
import org.h2.Driver;
import org.jspecify.annotations.Nullable;

/**
 * Lets H2 write all commits to its file, over a connection of its own. One of the pool's would be
 * rolled back when it is given back, and with that H2 forgets the statements that it has compiled
 * for it: two thirds of all statements of a refresh were parsed anew (measured).
 *
 * <p>For one thread at a time, as {@link GroupFlush} calls it; {@link #close} when nobody does.
 */
final class Checkpoint implements Runnable, AutoCloseable {
  private final String url;
  private @Nullable Connection connection;
  private @Nullable PreparedStatement statement;

  Checkpoint(String url) {
    this.url = url;
  }

  @Override
  public void run() {
    try {
      prepared().execute();
    } catch (SQLException e) {
      // H2 closes a database that cannot be written; the next flush opens it again.
      close();
      throw new IllegalStateException("the database could not write its file", e);
    }
  }

  private PreparedStatement prepared() throws SQLException {
    PreparedStatement current = statement;
    if (current == null) {
      Properties user = new Properties();
      user.setProperty("user", H2Engine.USER);
      user.setProperty("password", "");
      // Not DriverManager's: it looks for drivers in the class loader of whoever calls.
      Connection opened = new Driver().connect(url, user);
      connection = opened;
      current = opened.prepareStatement("CHECKPOINT");
      statement = current;
    }
    return current;
  }

  @Override
  public void close() {
    statement = null;
    Connection open = connection;
    connection = null;
    if (open != null) {
      try {
        open.close();
      } catch (SQLException e) {
        System.getLogger(Checkpoint.class.getName())
            .log(System.Logger.Level.DEBUG, "a connection was closed already", e);
      }
    }
  }
}
