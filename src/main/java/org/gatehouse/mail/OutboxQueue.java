package org.gatehouse.mail;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.gatehouse.kernel.EmailAddress;
import org.gatehouse.persistence.Sql;
import org.gatehouse.persistence.Transactional;
import org.gatehouse.persistence.Transactions;

/**
 * The outbox as the worker sees it. A lease is a conditional update that moves the time of the next
 * attempt on: of two nodes that try, one changes the row; and when a node dies, the time comes.
 */
@ApplicationScoped
@Transactional
public class OutboxQueue {
  /** After a day of failures somebody has to look. */
  private static final Duration PATIENCE = Duration.ofHours(24);

  private static final Duration SENT_KEPT = Duration.ofDays(7);

  /** The links in it have long expired. */
  private static final Duration PARKED_KEPT = Duration.ofDays(30);

  private static final int CLEANUP_BATCH = 500;
  private static final int MAX_PROBLEM = 500;

  private static final String DUE =
      """
      select id, kind, recipient, language, sealed, attempts, created_at, next_attempt_at
      from mail_outbox
      where status = 'WAITING' and next_attempt_at <= ?
      order by next_attempt_at, id
      fetch first %d rows only
      """;

  private static final String LEASE =
      "update mail_outbox set next_attempt_at = ?, attempts = attempts + 1"
          + " where id = ? and status = 'WAITING' and next_attempt_at = ?";

  /** Whoever has sent it says so, also where the lease was over meanwhile. */
  private static final String SENT =
      "update mail_outbox set status = 'SENT', sealed = null, problem = null,"
          + " sent_at = ?, next_attempt_at = ? where id = ? and status <> 'SENT'";

  /** Whoever has not sent it has nothing to say once the lease is somebody else's. */
  private static final String FAILED =
      "update mail_outbox set status = ?, next_attempt_at = ?, problem = ?"
          + " where id = ? and status = 'WAITING' and next_attempt_at = ?";

  private static final String GIVE_BACK =
      "update mail_outbox set next_attempt_at = ?, attempts = attempts - 1"
          + " where id = ? and status = 'WAITING' and next_attempt_at = ?";

  private static final String REMOVE =
      "delete from mail_outbox where id in (select id from mail_outbox"
          + " where status = ? and next_attempt_at < ? fetch first "
          + CLEANUP_BATCH
          + " rows only)";

  /** Sent ones, of which there may be many, are left out by the index. */
  private static final String BY_STATUS =
      "select status, count(*), min(created_at) from mail_outbox"
          + " where status in ('WAITING', 'PARKED') group by status";

  private final Sql sql;
  private final Transactions transactions;
  private final Clock clock;

  @Inject
  OutboxQueue(Sql sql, Transactions transactions, Clock clock) {
    this.sql = sql;
    this.transactions = transactions;
    this.clock = clock;
  }

  @SuppressWarnings("NullAway") // for the container's client proxy, which uses no field
  protected OutboxQueue() {
    this(null, null, null);
  }

  /** Takes some mails that are due, those that wait longest first. */
  List<LeasedMail> lease(int most, Duration time) {
    // A lease that is lost with the process is as good as one that is over.
    transactions.mayBeLost();
    long now = clock.millis();
    long until = now + time.toMillis();
    List<LeasedMail> leased = new ArrayList<>();
    for (Due due : sql.list(DUE.formatted(most), Due::read, now)) {
      if (sql.update(LEASE, until, due.id, due.nextAttemptAt) == 1) {
        leased.add(due.leased(Instant.ofEpochMilli(until)));
      }
    }
    return leased;
  }

  /** Says that the mail server has taken it, and forgets what it said. */
  void sent(LeasedMail mail) {
    long now = clock.millis();
    int unused = sql.update(SENT, now, now, mail.id());
  }

  /**
   * Says that it was not taken: it waits, or is given up.
   *
   * @param problem in words for an administrator
   * @return where it stands now
   */
  MailStatus failed(LeasedMail mail, boolean forGood, String problem) {
    long now = clock.millis();
    boolean isOver = now - mail.createdAt().toEpochMilli() >= PATIENCE.toMillis();
    MailStatus status = forGood || isOver ? MailStatus.PARKED : MailStatus.WAITING;
    long next = status == MailStatus.PARKED ? now : now + BackOff.after(mail.attempts()).toMillis();
    int unused =
        sql.update(
            FAILED,
            status.name(),
            next,
            problem.length() > MAX_PROBLEM ? problem.substring(0, MAX_PROBLEM) : problem,
            mail.id(),
            mail.leasedUntil().toEpochMilli());
    return status;
  }

  /**
   * What waits.
   *
   * @param waiting mails that are still to be sent
   * @param parked mails that were given up, and that somebody should look at
   * @param oldest for how long the oldest of those that wait has; zero if none does
   */
  public record Figures(long waiting, long parked, Duration oldest) {}

  /** Of this moment. */
  public Figures figures() {
    transactions.mayBeLost();
    long now = clock.millis();
    Map<String, Long> counts = new HashMap<>();
    Map<String, Long> firsts = new HashMap<>();
    sql.list(BY_STATUS, row -> List.of(row.getString(1), row.getLong(2), row.getLong(3)))
        .forEach(
            row -> {
              counts.put((String) row.get(0), (Long) row.get(1));
              firsts.put((String) row.get(0), (Long) row.get(2));
            });
    return new Figures(
        counts.getOrDefault("WAITING", 0L),
        counts.getOrDefault("PARKED", 0L),
        Duration.ofMillis(Math.max(0, now - firsts.getOrDefault("WAITING", now))));
  }

  /** Ends the lease of a mail that was not tried. */
  void giveBack(LeasedMail mail) {
    int unused =
        sql.update(GIVE_BACK, clock.millis(), mail.id(), mail.leasedUntil().toEpochMilli());
  }

  /**
   * Removes some mails that were sent, or given up, long ago.
   *
   * @return whether there may be more
   */
  public boolean removeOld() {
    long now = clock.millis();
    int sent = sql.update(REMOVE, "SENT", now - SENT_KEPT.toMillis());
    int parked = sql.update(REMOVE, "PARKED", now - PARKED_KEPT.toMillis());
    return sent == CLEANUP_BATCH || parked == CLEANUP_BATCH;
  }

  /** A row whose time has come. */
  private record Due(UUID id, long nextAttemptAt, LeasedMail mail) {
    static Due read(ResultSet columns) throws SQLException {
      UUID id = columns.getObject("id", UUID.class);
      return new Due(
          id,
          columns.getLong("next_attempt_at"),
          new LeasedMail(
              id,
              MailKind.valueOf(columns.getString("kind")),
              new EmailAddress(columns.getString("recipient")),
              Locale.forLanguageTag(columns.getString("language")),
              columns.getString("sealed"),
              columns.getInt("attempts"),
              Instant.ofEpochMilli(columns.getLong("created_at")),
              Instant.EPOCH));
    }

    LeasedMail leased(Instant until) {
      return new LeasedMail(
          id,
          mail.kind(),
          mail.to(),
          mail.language(),
          mail.sealed(),
          mail.attempts() + 1,
          mail.createdAt(),
          until);
    }
  }
}
