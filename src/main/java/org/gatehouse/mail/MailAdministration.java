package org.gatehouse.mail;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.gatehouse.audit.AuditAction;
import org.gatehouse.audit.AuditEntry;
import org.gatehouse.audit.AuditTrail;
import org.gatehouse.authority.Authorities;
import org.gatehouse.authority.Authority;
import org.gatehouse.authority.Permission;
import org.gatehouse.kernel.Actor;
import org.gatehouse.kernel.AuthException;
import org.gatehouse.kernel.ErrorCode;
import org.gatehouse.persistence.Sql;
import org.gatehouse.persistence.Transactional;
import org.gatehouse.persistence.Transactions;

/**
 * The outbox as an owner sees it. There is one for the installation, with recipients of every
 * workspace: {@code mail:manage}, which somebody may hold in one of them, does not open it.
 */
@ApplicationScoped
@Transactional
public class MailAdministration {
  private static final String COLUMNS =
      "select id, kind, recipient, status, attempts, created_at, next_attempt_at, sent_at, problem"
          + " from mail_outbox m where 1 = 1";

  private static final String AFTER =
      " and exists (select 1 from mail_outbox p where p.id = ? and (m.created_at < p.created_at"
          + " or (m.created_at = p.created_at and m.id < p.id)))";

  private static final String RETRY =
      "update mail_outbox set status = 'WAITING', next_attempt_at = ?"
          + " where id = ? and status <> 'SENT'";

  private final Sql sql;
  private final Transactions transactions;
  private final Authorities authorities;
  private final AuditTrail audit;
  private final MailBell bell;
  private final Clock clock;

  @Inject
  MailAdministration(
      Sql sql,
      Transactions transactions,
      Authorities authorities,
      AuditTrail audit,
      MailBell bell,
      Clock clock) {
    this.sql = sql;
    this.transactions = transactions;
    this.authorities = authorities;
    this.audit = audit;
    this.bell = bell;
    this.clock = clock;
  }

  @SuppressWarnings("NullAway") // for the container's client proxy, which uses no field
  protected MailAdministration() {
    this(null, null, null, null, null, null);
  }

  /**
   * Goes on only if the caller may try whether mail works.
   *
   * @throws AuthException {@link ErrorCode#FORBIDDEN}
   */
  public void requireManager(Actor actor) {
    authorities.of(actor).requireSomewhere(Permission.MAIL_MANAGE);
  }

  private void requireOwner(Actor actor) {
    if (!authorities.of(actor).isOwner()) {
      throw Authority.forbidden("the outbox has recipients of every workspace");
    }
  }

  /**
   * The newest mails first.
   *
   * @throws AuthException {@link ErrorCode#FORBIDDEN} for all but owners
   */
  public List<OutboxEntry> list(
      Actor actor, Optional<MailStatus> status, Optional<UUID> after, int limit) {
    requireOwner(actor);
    List<Object> parameters = new ArrayList<>();
    StringBuilder query = new StringBuilder(COLUMNS);
    if (status.isPresent()) {
      query.append(" and status = ?");
      parameters.add(status.get().name());
    }
    if (after.isPresent()) {
      query.append(AFTER);
      parameters.add(after.get());
    }
    query.append(" order by created_at desc, id desc fetch first ").append(limit);
    query.append(" rows only");
    return sql.list(query.toString(), MailAdministration::read, parameters.toArray());
  }

  private static OutboxEntry read(ResultSet columns) throws SQLException {
    MailStatus status = MailStatus.valueOf(columns.getString("status"));
    long sentAt = columns.getLong("sent_at");
    boolean wasSent = !columns.wasNull();
    return new OutboxEntry(
        columns.getObject("id", UUID.class),
        MailKind.valueOf(columns.getString("kind")),
        columns.getString("recipient"),
        status,
        columns.getInt("attempts"),
        Instant.ofEpochMilli(columns.getLong("created_at")),
        status == MailStatus.WAITING
            ? Instant.ofEpochMilli(columns.getLong("next_attempt_at"))
            : null,
        wasSent ? Instant.ofEpochMilli(sentAt) : null,
        columns.getString("problem"));
  }

  /**
   * Lets a mail be tried again at once. One that is older than a day is tried once more, and stays
   * parked if that fails, too.
   *
   * @throws AuthException {@link ErrorCode#FORBIDDEN} for all but owners, {@link
   *     ErrorCode#NOT_FOUND}, or {@link ErrorCode#CONFLICT} if it is sent
   */
  public void retry(Actor actor, UUID id) {
    requireOwner(actor);
    if (sql.update(RETRY, clock.millis(), id) == 0) {
      boolean exists =
          !sql.list("select id from mail_outbox where id = ?", row -> row.getString(1), id)
              .isEmpty();
      throw exists
          ? AuthException.withReasons(ErrorCode.CONFLICT, List.of("the mail is sent already"))
          : Authority.notFound();
    }
    audit.record(AuditEntry.deed(AuditAction.MAIL_RETRY, actor).on(id));
    transactions.afterCommit(bell::ring);
  }

  /**
   * Records that somebody tried whether mail works.
   *
   * @param fault why it does not, as a fixed word; empty where it does
   */
  public void recordTest(Actor actor, Optional<String> fault) {
    AuditEntry deed = AuditEntry.deed(AuditAction.MAIL_TEST, actor);
    audit.record(fault.map(deed::failed).orElse(deed));
  }
}
