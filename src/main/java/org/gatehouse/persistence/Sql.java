package org.gatehouse.persistence;

import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * SQL on the connection of the current transaction, for the statements that every refresh runs: a
 * native query of EclipseLink is built, prepared and bound anew at each call, at several times the
 * cost of the database's own work (profiled). It does not see what the entity manager has not
 * flushed, nor does the entity manager see what it changed in entities that are loaded already.
 */
public class Sql {
  private final EntityManager entityManager;

  /** Reads one row. */
  @FunctionalInterface
  public interface Row<T> {
    /** The row under the cursor. */
    T read(ResultSet columns) throws SQLException;
  }

  /** On the transactions that this entity manager belongs to. */
  public Sql(EntityManager entityManager) {
    this.entityManager = entityManager;
  }

  /**
   * Changes rows.
   *
   * @return how many
   * @throws PersistenceException if the database refuses
   */
  public int update(String sql, @Nullable Object... parameters) {
    try (PreparedStatement statement = prepare(sql, parameters)) {
      return statement.executeUpdate();
    } catch (SQLException e) {
      throw new PersistenceException("an update failed", e);
    }
  }

  /**
   * Reads rows.
   *
   * @throws PersistenceException if the database refuses
   */
  public <T> List<T> list(String sql, Row<T> row, @Nullable Object... parameters) {
    try (PreparedStatement statement = prepare(sql, parameters);
        ResultSet columns = statement.executeQuery()) {
      List<T> rows = new ArrayList<>();
      while (columns.next()) {
        rows.add(row.read(columns));
      }
      return rows;
    } catch (SQLException e) {
      throw new PersistenceException("a query failed", e);
    }
  }

  private PreparedStatement prepare(String sql, @Nullable Object... parameters)
      throws SQLException {
    PreparedStatement statement = entityManager.unwrap(Connection.class).prepareStatement(sql);
    for (int i = 0; i < parameters.length; i++) {
      statement.setObject(i + 1, parameters[i]);
    }
    return statement;
  }
}
