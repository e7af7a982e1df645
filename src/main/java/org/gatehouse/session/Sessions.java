package org.gatehouse.session;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.TypedQuery;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.gatehouse.kernel.RequestContext;
import org.gatehouse.kernel.Sensitive;
import org.gatehouse.kernel.SessionId;
import org.gatehouse.kernel.UserId;
import org.gatehouse.persistence.Sql;
import org.gatehouse.persistence.Transactional;
import org.gatehouse.persistence.Transactions;

/** The logins of all users. */
@ApplicationScoped
@Transactional
public class Sessions {
  /**
   * A token ahead of its row is genuine all the same: the database was set back, by the death of
   * the process right after a refresh or from a backup. It counts as the row's, and the row catches
   * up.
   */
  private static final String ROTATE =
      """
      update user_session
      set refresh_counter = ?, rotated_at = ?, last_seen_at = ?
      where id = ? and refresh_counter <= ? and revoked_at is null and expires_at > ?
      """;

  /** Of those that ended all at once there may be a million: one moment stands for them. */
  private static final String ENDED_SINCE =
      "select id, revoked_at from user_session where revoked_at >= ?"
          + " and revoked_reason not in ('RESTART', 'OPERATOR')";

  private static final String CUT = "select ended_before from session_cut where id = 1";

  private static final String MOVE_CUT =
      "update session_cut set ended_before = ? where id = 1 and ended_before < ?";

  private record EndedRow(SessionId session, Instant at) {
    static EndedRow read(ResultSet columns) throws SQLException {
      return new EndedRow(
          new SessionId(columns.getObject(1, UUID.class)),
          Instant.ofEpochMilli(columns.getLong(2)));
    }
  }

  /** Rows removed in one transaction: small enough not to be noticed by anyone else. */
  private static final int CLEANUP_BATCH = 500;

  private final EntityManager entityManager;
  private final Sql sql;
  private final Transactions transactions;
  private final RefreshTokens tokens;
  private final EndedSessions ended;
  private final SessionConfig config;
  private final Clock clock;

  @Inject
  Sessions(
      EntityManager entityManager,
      Sql sql,
      Transactions transactions,
      RefreshTokens tokens,
      EndedSessions ended,
      SessionConfig config,
      Clock clock) {
    this.entityManager = entityManager;
    this.sql = sql;
    this.transactions = transactions;
    this.tokens = tokens;
    this.ended = ended;
    this.config = config;
    this.clock = clock;
  }

  @SuppressWarnings("NullAway") // for the container's client proxy, which uses no field
  protected Sessions() {
    this(null, null, null, null, null, null, null);
  }

  /**
   * Opens a session.
   *
   * @param amr how the user proved who they are (RFC 8176), one word
   * @param workspace where it begins, if a choice was ever made
   */
  public StartedSession start(
      UserId user, String amr, Optional<UUID> workspace, RequestContext origin) {
    Session session =
        new Session(user, amr, workspace, origin, ended.notCut(now()), config.lifetime());
    entityManager.persist(session);
    return started(session);
  }

  /**
   * Exchanges a refresh token for its successor, or ends the session when the token was replaced
   * longer ago than the grace window allows.
   */
  public RefreshResult refresh(Sensitive token) {
    Optional<RefreshTokens.Claim> presented = tokens.verify(token);
    if (presented.isEmpty()) {
      return new RefreshResult.Refused();
    }
    RefreshTokens.Claim claim = presented.get();
    Instant now = now();
    boolean rotated =
        sql.update(
                ROTATE,
                claim.counter() + 1,
                now.toEpochMilli(),
                now.toEpochMilli(),
                claim.session().value(),
                claim.counter(),
                now.toEpochMilli())
            == 1;
    Session session = entityManager.find(Session.class, claim.session().value());
    if (session == null || !session.isOpen(now) || ended.isCut(session.createdAt())) {
      return new RefreshResult.Refused();
    }
    if (rotated || isJustReplaced(claim, session, now)) {
      return new RefreshResult.Refreshed(started(session));
    }
    end(claim.session(), EndReason.REFRESH_REUSE);
    return new RefreshResult.Reused(claim.session(), claim.user());
  }

  private boolean isJustReplaced(RefreshTokens.Claim claim, Session session, Instant now) {
    return claim.counter() == session.refreshCounter() - 1
        && session.isInGrace(now, config.grace());
  }

  /** The session that a genuine refresh token belongs to, whether it is still open or not. */
  public Optional<SessionId> sessionOf(Sensitive token) {
    return tokens.verify(token).map(RefreshTokens.Claim::session);
  }

  /**
   * Ends a session: its refresh token is dead with the commit, and so are its access tokens on this
   * node.
   *
   * @return whose it was; empty if there is no such session or it had ended before
   */
  public Optional<UserId> end(SessionId id, EndReason reason) {
    Instant now = now();
    int changed =
        entityManager
            .createQuery(
                "update Session s set s.revokedAt = :now, s.revokedReason = :reason"
                    + " where s.id = :id and s.revokedAt is null")
            .setParameter("now", now)
            .setParameter("reason", reason)
            .setParameter("id", id.value())
            .executeUpdate();
    if (changed == 0) {
      return Optional.empty();
    }
    transactions.afterCommit(() -> ended.add(id, now));
    return ownerOf(id);
  }

  /** Ends every open session of a user, as {@link #end} does one. */
  public void endAllOf(UserId user, EndReason reason) {
    // No session has this id: they are random.
    endAllBut(new SessionId(new UUID(0, 0)), user, reason);
  }

  /**
   * Ends every other open session of a user, as {@link #end} does one.
   *
   * @param kept the one that goes on
   */
  public void endAllBut(SessionId kept, UserId user, EndReason reason) {
    Instant now = now();
    List<?> ids =
        entityManager
            .createNativeQuery(
                "select id from user_session"
                    + " where user_id = ? and id <> ? and revoked_at is null for update")
            .setParameter(1, user.value())
            .setParameter(2, kept.value())
            .getResultList();
    entityManager
        .createNativeQuery(
            "update user_session set revoked_at = ?, revoked_reason = ?"
                + " where user_id = ? and id <> ? and revoked_at is null")
        .setParameter(1, now.toEpochMilli())
        .setParameter(2, reason.name())
        .setParameter(3, user.value())
        .setParameter(4, kept.value())
        .executeUpdate();
    transactions.afterCommit(() -> ids.forEach(id -> ended.add(new SessionId((UUID) id), now)));
  }

  /** Forgets from where and with which client a user was here. */
  public void forgetOrigins(UserId user) {
    entityManager
        .createNativeQuery("update user_session set address = '', agent = '' where user_id = ?")
        .setParameter(1, user.value())
        .executeUpdate();
  }

  /** Remembers the workspace that was chosen in this session. */
  public void chooseWorkspace(SessionId id, UUID workspace) {
    entityManager
        .createNativeQuery("update user_session set active_workspace_id = ? where id = ?")
        .setParameter(1, workspace)
        .setParameter(2, id.value())
        .executeUpdate();
  }

  /** The session, if it is open. */
  public Optional<SessionView> findOpen(SessionId id) {
    return Optional.ofNullable(entityManager.find(Session.class, id.value()))
        .filter(session -> session.isOpen(now()))
        .map(Session::view);
  }

  /**
   * The user's open sessions, newest first.
   *
   * @param after the last one of the page before
   * @param limit how many at most
   */
  public List<SessionView> openOf(UserId user, Optional<SessionId> after, int limit) {
    TypedQuery<Session> query =
        entityManager
            .createQuery(
                "select s from Session s"
                    + (after.isPresent() ? ", Session previous" : "")
                    + " where s.userId = :user and s.revokedAt is null and s.expiresAt > :now"
                    + (after.isPresent()
                        ? " and previous.id = :after and previous.userId = :user"
                            + " and (s.createdAt < previous.createdAt"
                            + " or (s.createdAt = previous.createdAt and s.id < previous.id))"
                        : "")
                    + " order by s.createdAt desc, s.id desc",
                Session.class)
            .setParameter("user", user.value())
            .setParameter("now", now());
    after.ifPresent(id -> query.setParameter("after", id.value()));
    return query.setMaxResults(limit).getResultList().stream().map(Session::view).toList();
  }

  /** Whose session this is. */
  public Optional<UserId> ownerOf(SessionId id) {
    return Optional.ofNullable(entityManager.find(Session.class, id.value()))
        .map(session -> session.view().user());
  }

  /**
   * Ends every open session of everybody, as {@link #end} does one.
   *
   * @return how many
   */
  public int endAll(EndReason reason) {
    Instant now = now();
    // Tokens say in whole seconds when their session began.
    Instant cut = Instant.ofEpochSecond(now.getEpochSecond() + 1);
    int unused = sql.update(MOVE_CUT, cut.toEpochMilli(), cut.toEpochMilli());
    transactions.afterCommit(() -> ended.cutAt(cut));
    return entityManager
        .createQuery(
            "update Session s set s.revokedAt = :now, s.revokedReason = :reason"
                + " where s.revokedAt is null")
        .setParameter("now", now)
        .setParameter("reason", reason)
        .executeUpdate();
  }

  /** Learns of sessions that other nodes, or this one before its restart, ended since then. */
  public void learnEndedSince(Instant since) {
    // Twice a second, and at every start: SQL spares the start the grammar of JPQL.
    sql.list(ENDED_SINCE, EndedRow::read, since.toEpochMilli())
        .forEach(row -> ended.add(row.session(), row.at()));
    sql.list(CUT, row -> Instant.ofEpochMilli(row.getLong(1))).forEach(ended::cutAt);
  }

  /**
   * Removes some sessions that ended so long ago that no token of theirs can be alive.
   *
   * @return whether there may be more
   */
  public boolean removeExpired() {
    Instant limit = now().minus(config.accessLifetime());
    return entityManager
            .createNativeQuery(
                "delete from user_session where id in (select id from user_session"
                    + " where expires_at < ? fetch first "
                    + CLEANUP_BATCH
                    + " rows only)")
            .setParameter(1, limit.toEpochMilli())
            .executeUpdate()
        == CLEANUP_BATCH;
  }

  private StartedSession started(Session session) {
    SessionView view = session.view();
    return new StartedSession(view, tokens.issue(view));
  }

  /** In milliseconds, as the database keeps it: a token must not know more than its row. */
  private Instant now() {
    return Instant.ofEpochMilli(clock.millis());
  }
}
