package org.gatehouse.operator;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Instant;
import org.gatehouse.audit.AuditAction;
import org.gatehouse.audit.AuditEntry;
import org.gatehouse.audit.AuditTrail;
import org.gatehouse.kernel.Actor;
import org.gatehouse.kernel.AuthException;
import org.gatehouse.kernel.EmailAddress;
import org.gatehouse.kernel.ErrorCode;
import org.gatehouse.kernel.Sensitive;
import org.gatehouse.kernel.UserId;
import org.gatehouse.mail.PublicLinks;
import org.gatehouse.onetimetoken.OneTimeTokens;
import org.gatehouse.onetimetoken.Purpose;
import org.gatehouse.persistence.Transactional;
import org.gatehouse.user.Credential;
import org.gatehouse.user.UserStatus;
import org.gatehouse.user.Users;

/**
 * Links for a new password that the operator hands over, where no mail does. The token is the one
 * that a mail would bring: it retires an older one, and its use ends the sessions.
 */
@ApplicationScoped
@Transactional
public class PasswordLinks {
  private static final String PAGE = "/reset-password";

  private final Users users;
  private final OneTimeTokens tokens;
  private final PublicLinks links;
  private final AuditTrail audit;
  private final OperatorConfig config;
  private final Clock clock;

  @Inject
  PasswordLinks(
      Users users,
      OneTimeTokens tokens,
      PublicLinks links,
      AuditTrail audit,
      OperatorConfig config,
      Clock clock) {
    this.users = users;
    this.tokens = tokens;
    this.links = links;
    this.audit = audit;
    this.config = config;
    this.clock = clock;
  }

  @SuppressWarnings("NullAway") // for the container's client proxy, which uses no field
  protected PasswordLinks() {
    this(null, null, null, null, null, null);
  }

  /**
   * Makes a link for the account of this address.
   *
   * @throws AuthException {@link ErrorCode#NOT_FOUND}; {@link ErrorCode#CONFLICT} for an account
   *     that a new password would not let in
   */
  public PasswordLink issue(Actor operator, EmailAddress email) {
    Credential account =
        users
            .findCredential(email)
            .orElseThrow(() -> new AuthException(ErrorCode.NOT_FOUND, "no such account"));
    if (account.status() != UserStatus.ACTIVE && account.status() != UserStatus.UNVERIFIED) {
      throw AuthException.withReasons(ErrorCode.CONFLICT, Refusals.notOpen(account.status()));
    }
    return issue(operator, account.user(), email);
  }

  PasswordLink issue(Actor operator, UserId user, EmailAddress email) {
    Instant expiry = Instant.ofEpochMilli(clock.millis()).plus(config.linkLifetime());
    Sensitive link =
        Sensitive.of(
            links.to(
                PAGE,
                tokens.issue(Purpose.PASSWORD_RESET, user.value(), email, config.linkLifetime())));
    audit.record(AuditEntry.deed(AuditAction.PASSWORD_LINK, operator).to(user));
    return new PasswordLink(email, link, expiry);
  }
}
