package org.gatehouse.recovery;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Optional;
import org.gatehouse.audit.AuditAction;
import org.gatehouse.audit.AuditEntry;
import org.gatehouse.audit.AuditTrail;
import org.gatehouse.kernel.AuthException;
import org.gatehouse.kernel.EmailAddress;
import org.gatehouse.kernel.ErrorCode;
import org.gatehouse.kernel.RequestContext;
import org.gatehouse.kernel.Sensitive;
import org.gatehouse.kernel.UserId;
import org.gatehouse.mail.Outbox;
import org.gatehouse.mail.PublicLinks;
import org.gatehouse.onetimetoken.OneTimeTokenView;
import org.gatehouse.onetimetoken.OneTimeTokens;
import org.gatehouse.onetimetoken.Purpose;
import org.gatehouse.persistence.Transactional;
import org.gatehouse.session.EndReason;
import org.gatehouse.session.Sessions;
import org.gatehouse.user.UserCredentials;
import org.gatehouse.user.UserStatus;
import org.gatehouse.user.UserView;
import org.gatehouse.user.Users;

/**
 * The transactions of a link: the token is used and everything that it brings is done, or nothing
 * has happened and it stays good. Whatever is wrong is one and the same refusal, {@link
 * ErrorCode#INVALID_TEMPORARY_TOKEN}.
 */
@ApplicationScoped
@Transactional
class LinkUse {
  private final OneTimeTokens tokens;
  private final Users users;
  private final UserCredentials credentials;
  private final Sessions sessions;
  private final Outbox outbox;
  private final PublicLinks links;
  private final AuditTrail audit;

  @Inject
  LinkUse(
      OneTimeTokens tokens,
      Users users,
      UserCredentials credentials,
      Sessions sessions,
      Outbox outbox,
      PublicLinks links,
      AuditTrail audit) {
    this.tokens = tokens;
    this.users = users;
    this.credentials = credentials;
    this.sessions = sessions;
    this.outbox = outbox;
    this.links = links;
    this.audit = audit;
  }

  @SuppressWarnings("NullAway") // for the container's client proxy, which uses no field
  protected LinkUse() {
    this(null, null, null, null, null, null, null);
  }

  static AuthException refused(String detail) {
    return new AuthException(ErrorCode.INVALID_TEMPORARY_TOKEN, detail);
  }

  /** The account that a living link would serve, as things stand. */
  Optional<UserView> look(Purpose purpose, Sensitive token) {
    return tokens
        .find(purpose, token)
        .flatMap(
            said ->
                users
                    .find(new UserId(said.subject()))
                    .filter(user -> user.email().equals(said.email())))
        .filter(
            user ->
                user.status() == UserStatus.UNVERIFIED
                    || (purpose == Purpose.PASSWORD_RESET && user.isActive()));
  }

  void reset(Sensitive token, EmailAddress email, String hash, RequestContext origin) {
    OneTimeTokenView said = use(Purpose.PASSWORD_RESET, token);
    UserId user = new UserId(said.subject());
    if (!said.email().equals(email) || !credentials.resetPassword(user, email, hash)) {
      throw refused("another address, or the account is not open");
    }
    sessions.endAllOf(user, EndReason.PASSWORD_RESET);
    tokens.retire(Purpose.PASSWORD_RESET, said.subject());
    // Whoever had the account may have begun to move it to an address of theirs.
    tokens.retire(Purpose.EMAIL_CHANGE, said.subject());
    outbox.enqueue(PasswordNotice.to(users.find(user).orElseThrow(), links));
    audit.record(AuditEntry.success(AuditAction.PASSWORD_RESET, origin, user));
  }

  void verify(Sensitive token, RequestContext origin) {
    OneTimeTokenView said = use(Purpose.VERIFICATION, token);
    UserId user = new UserId(said.subject());
    if (!credentials.verifyAddress(user, said.email())) {
      throw refused("the account does not wait for it");
    }
    audit.record(AuditEntry.success(AuditAction.VERIFY, origin, user));
  }

  private OneTimeTokenView use(Purpose purpose, Sensitive token) {
    tokens.find(purpose, token).map(said -> new UserId(said.subject())).ifPresent(users::lock);
    return tokens.use(purpose, token).orElseThrow(() -> refused("no living link"));
  }
}
