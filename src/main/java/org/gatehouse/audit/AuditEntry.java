package org.gatehouse.audit;

import java.util.UUID;
import org.gatehouse.kernel.Actor;
import org.gatehouse.kernel.RequestContext;
import org.gatehouse.kernel.SessionId;
import org.gatehouse.kernel.UserId;
import org.jspecify.annotations.Nullable;

/**
 * What is to be recorded.
 *
 * @param user whose account it concerns, null where nobody was recognised or it concerns none
 * @param actor who did it, where it was not the account itself; null for the operator, too
 * @param workspace where it was done, null where it concerns none
 * @param subject what it was done to, where that is no account: a role, an invitation
 * @param detail a fixed word of ours that says more, never input
 */
public record AuditEntry(
    AuditAction action,
    AuditOutcome outcome,
    RequestContext origin,
    @Nullable UserId user,
    @Nullable SessionId session,
    @Nullable UserId actor,
    @Nullable UUID workspace,
    @Nullable UUID subject,
    @Nullable String detail) {

  /** A deed that succeeded. */
  public static AuditEntry success(AuditAction action, RequestContext origin, UserId user) {
    return new AuditEntry(action, AuditOutcome.SUCCESS, origin, user, null, null, null, null, null);
  }

  /** A deed that was refused; {@code detail} says why. */
  public static AuditEntry failure(
      AuditAction action, RequestContext origin, @Nullable UserId user, String detail) {
    return new AuditEntry(
        action, AuditOutcome.FAILURE, origin, user, null, null, null, null, detail);
  }

  /** The same, with the session that it concerns. */
  public AuditEntry in(SessionId session) {
    return new AuditEntry(
        action, outcome, origin, user, session, actor, workspace, subject, detail);
  }

  /** A deed of the server itself; {@code detail} says what moved it. */
  public static AuditEntry ofServer(AuditAction action, String detail) {
    RequestContext nowhere = new RequestContext("", "", "");
    return new AuditEntry(
        action, AuditOutcome.SUCCESS, nowhere, null, null, null, null, null, detail);
  }

  /** The same, with a fixed word of ours that says more. */
  public AuditEntry noting(String word) {
    return new AuditEntry(action, outcome, origin, user, session, actor, workspace, subject, word);
  }

  /** A deed of somebody who administers. */
  public static AuditEntry deed(AuditAction action, Actor actor) {
    return new AuditEntry(
        action,
        AuditOutcome.SUCCESS,
        actor.origin(),
        null,
        null,
        actor.user(),
        null,
        null,
        actor.isOperator() ? "operator" : null);
  }

  /** The same, but it did not succeed; {@code why} says why. */
  public AuditEntry failed(String why) {
    return new AuditEntry(
        action, AuditOutcome.FAILURE, origin, user, session, actor, workspace, subject, why);
  }

  /** The same, done to this account. */
  public AuditEntry to(UserId account) {
    return new AuditEntry(
        action, outcome, origin, account, session, actor, workspace, subject, detail);
  }

  /** The same, done in this workspace. */
  public AuditEntry at(UUID place) {
    return new AuditEntry(action, outcome, origin, user, session, actor, place, subject, detail);
  }

  /** The same, done to this role or invitation. */
  public AuditEntry on(UUID thing) {
    return new AuditEntry(action, outcome, origin, user, session, actor, workspace, thing, detail);
  }
}
