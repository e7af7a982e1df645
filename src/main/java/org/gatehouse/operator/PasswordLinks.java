package org.gatehouse.operator;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import org.gatehouse.audit.AuditAction;
import org.gatehouse.audit.AuditEntry;
import org.gatehouse.audit.AuditTrail;
import org.gatehouse.kernel.Actor;
import org.gatehouse.kernel.AuthException;
import org.gatehouse.kernel.EmailAddress;
import org.gatehouse.kernel.ErrorCode;
import org.gatehouse.persistence.Transactional;
import org.gatehouse.recovery.RecoveryLinks;
import org.gatehouse.user.UserStatus;
import org.gatehouse.user.UserView;
import org.gatehouse.user.Users;

/**
 * Links for a new password that the operator hands over, where no mail does. The token is the one
 * that a mail would bring: it retires an older one, and its use ends the sessions.
 */
@ApplicationScoped
@Transactional
public class PasswordLinks {
  private final Users users;
  private final RecoveryLinks links;
  private final AuditTrail audit;

  @Inject
  PasswordLinks(Users users, RecoveryLinks links, AuditTrail audit) {
    this.users = users;
    this.links = links;
    this.audit = audit;
  }

  @SuppressWarnings("NullAway") // for the container's client proxy, which uses no field
  protected PasswordLinks() {
    this(null, null, null);
  }

  /**
   * Makes a link for the account of this address.
   *
   * @throws AuthException {@link ErrorCode#NOT_FOUND}; {@link ErrorCode#CONFLICT} for an account
   *     that a new password would not let in
   */
  public RecoveryLinks.Link issue(Actor operator, EmailAddress email) {
    UserView account =
        users
            .findLocked(email)
            .orElseThrow(() -> new AuthException(ErrorCode.NOT_FOUND, "no such account"));
    if (account.status() != UserStatus.ACTIVE && account.status() != UserStatus.UNVERIFIED) {
      throw AuthException.withReasons(ErrorCode.CONFLICT, Refusals.notOpen(account.status()));
    }
    return issue(operator, account);
  }

  RecoveryLinks.Link issue(Actor operator, UserView account) {
    audit.record(AuditEntry.deed(AuditAction.PASSWORD_LINK, operator).to(account.id()));
    return links.reset(account);
  }
}
