package org.gatehouse.user;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.Query;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import org.gatehouse.kernel.UserId;
import org.gatehouse.persistence.Sql;
import org.gatehouse.persistence.Transactional;
import org.gatehouse.persistence.Transactions;

/**
 * Says that what an account may do has changed, in the transaction of the change: access tokens
 * from before are refused as expired, on this node before the answer leaves, on others within a
 * second.
 */
@ApplicationScoped
@Transactional
public class AccessChanges {
  /** Parameters of one statement. */
  private static final int BATCH = 500;

  private static final String CHANGED_SINCE =
      "select id, access_version, access_changed_at from gatehouse_user"
          + " where access_changed_at >= ?";

  private record ChangedRow(UserId user, long version, Instant at) {
    static ChangedRow read(ResultSet columns) throws SQLException {
      return new ChangedRow(
          new UserId(columns.getObject(1, UUID.class)),
          columns.getLong(2),
          Instant.ofEpochMilli(columns.getLong(3)));
    }
  }

  private final EntityManager entityManager;
  private final Sql sql;
  private final Transactions transactions;
  private final AccessVersions versions;
  private final Clock clock;

  @Inject
  AccessChanges(
      EntityManager entityManager,
      Sql sql,
      Transactions transactions,
      AccessVersions versions,
      Clock clock) {
    this.entityManager = entityManager;
    this.sql = sql;
    this.transactions = transactions;
    this.versions = versions;
    this.clock = clock;
  }

  @SuppressWarnings("NullAway") // for the container's client proxy, which uses no field
  protected AccessChanges() {
    this(null, null, null, null, null);
  }

  /** What this account may do has changed. */
  public void of(UserId user) {
    of(List.of(user));
  }

  /** What these accounts may do has changed. */
  public void of(Collection<UserId> users) {
    // In the order of ids: two transactions that raise the same accounts must not lock crosswise.
    List<UUID> ids = users.stream().map(UserId::value).distinct().sorted().toList();
    for (int from = 0; from < ids.size(); from += BATCH) {
      raise(ids.subList(from, Math.min(ids.size(), from + BATCH)));
    }
  }

  private void raise(List<UUID> ids) {
    // What the entity manager still holds back must not overwrite the version, nor be lost.
    entityManager.flush();
    Instant now = Instant.ofEpochMilli(clock.millis());
    String marks = String.join(",", Collections.nCopies(ids.size(), "?"));
    Query update =
        entityManager.createNativeQuery(
            "update gatehouse_user set access_version = access_version + 1, access_changed_at = ?"
                + " where id in ("
                + marks
                + ")");
    update.setParameter(1, now.toEpochMilli());
    bind(update, 2, ids).executeUpdate();
    Query read =
        entityManager.createNativeQuery(
            "select id, access_version from gatehouse_user where id in (" + marks + ")");
    List<?> rows = bind(read, 1, ids).getResultList();
    transactions.afterCommit(
        () ->
            rows.forEach(
                row -> {
                  Object[] columns = (Object[]) row;
                  versions.learn(
                      new UserId((UUID) columns[0]), ((Number) columns[1]).longValue(), now);
                }));
  }

  private static Query bind(Query query, int first, List<UUID> ids) {
    for (int i = 0; i < ids.size(); i++) {
      query.setParameter(first + i, ids.get(i));
    }
    return query;
  }

  /** Learns of changes that other nodes, or this one before its restart, made since then. */
  public void learnSince(Instant since) {
    sql.list(CHANGED_SINCE, ChangedRow::read, since.toEpochMilli())
        .forEach(row -> versions.learn(row.user(), row.version(), row.at()));
  }
}
