package org.gatehouse.audit;

import org.gatehouse.kernel.RequestContext;
import org.gatehouse.kernel.SessionId;
import org.gatehouse.kernel.UserId;
import org.jspecify.annotations.Nullable;

/**
 * What is to be recorded.
 *
 * @param user whose account it concerns, null where nobody was recognised
 * @param detail a fixed word of ours that says more, never input
 */
public record AuditEntry(
    AuditAction action,
    AuditOutcome outcome,
    RequestContext origin,
    @Nullable UserId user,
    @Nullable SessionId session,
    @Nullable String detail) {

  /** A deed that succeeded. */
  public static AuditEntry success(AuditAction action, RequestContext origin, UserId user) {
    return new AuditEntry(action, AuditOutcome.SUCCESS, origin, user, null, null);
  }

  /** A deed that was refused; {@code detail} says why. */
  public static AuditEntry failure(
      AuditAction action, RequestContext origin, @Nullable UserId user, String detail) {
    return new AuditEntry(action, AuditOutcome.FAILURE, origin, user, null, detail);
  }

  /** The same, with the session that it concerns. */
  public AuditEntry in(SessionId session) {
    return new AuditEntry(action, outcome, origin, user, session, detail);
  }
}
