package org.gatehouse.profile;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Optional;
import org.gatehouse.audit.AuditAction;
import org.gatehouse.audit.AuditEntry;
import org.gatehouse.audit.AuditTrail;
import org.gatehouse.crypto.OpaqueToken;
import org.gatehouse.kernel.AuthException;
import org.gatehouse.kernel.EmailAddress;
import org.gatehouse.kernel.ErrorCode;
import org.gatehouse.kernel.RequestContext;
import org.gatehouse.kernel.Sensitive;
import org.gatehouse.kernel.UserId;
import org.gatehouse.onetimetoken.OneTimeTokenView;
import org.gatehouse.onetimetoken.OneTimeTokens;
import org.gatehouse.onetimetoken.Purpose;
import org.gatehouse.persistence.Transactional;
import org.gatehouse.user.Credential;
import org.gatehouse.user.UserCredentials;
import org.gatehouse.user.UserView;
import org.gatehouse.user.Users;

/**
 * Another address: asked for, then confirmed. Locks the account before its tokens, as a change of
 * the password does, so that the two cannot wait for each other.
 */
@ApplicationScoped
@Transactional
class AddressChange {
  private final Users users;
  private final UserCredentials credentials;
  private final OneTimeTokens tokens;
  private final ProfileLetters letters;
  private final ProfileConfig config;
  private final AuditTrail audit;

  @Inject
  AddressChange(
      Users users,
      UserCredentials credentials,
      OneTimeTokens tokens,
      ProfileLetters letters,
      ProfileConfig config,
      AuditTrail audit) {
    this.users = users;
    this.credentials = credentials;
    this.tokens = tokens;
    this.letters = letters;
    this.config = config;
    this.audit = audit;
  }

  @SuppressWarnings("NullAway") // for the container's client proxy, which uses no field
  protected AddressChange() {
    this(null, null, null, null, null, null);
  }

  /** Sends a link to the new address; until it is opened, nothing changes. */
  void ask(UserView user, EmailAddress wanted, OwnSession own) {
    // Made in any case: an address that is taken must not show in the time either. The token of one
    // is never mailed, and would not be good.
    OpaqueToken token =
        tokens.issue(Purpose.EMAIL_CHANGE, user.id().value(), wanted, config.confirmWithin());
    if (users.findCredential(wanted).isEmpty()) {
      letters.confirm(user, wanted, token);
    }
    audit.record(OwnAccount.entry(AuditAction.EMAIL_CHANGE_REQUEST, own));
  }

  /**
   * Goes on only if the password that was checked still stands, which it then does until the end of
   * the transaction: no link may be made beside a change of the password that voids all links.
   *
   * @return the account
   * @throws AuthException {@link ErrorCode#WRONG_PASSWORD} if it was changed meanwhile
   */
  UserView hold(Credential checked) {
    return users
        .lockUnchanged(checked)
        .orElseThrow(() -> new AuthException(ErrorCode.WRONG_PASSWORD, "changed meanwhile"));
  }

  /** The address that a living link stands for; looking at it uses nothing up. */
  Optional<EmailAddress> look(Sensitive token) {
    return tokens
        .find(Purpose.EMAIL_CHANGE, token)
        .filter(found -> account(found).isPresent())
        .map(OneTimeTokenView::email);
  }

  private Optional<UserView> account(OneTimeTokenView token) {
    return users.find(new UserId(token.subject())).filter(UserView::isActive);
  }

  /**
   * Moves the account.
   *
   * @throws AuthException {@link ErrorCode#INVALID_TEMPORARY_TOKEN}
   * @throws jakarta.persistence.PersistenceException a duplicate key if the address is taken; the
   *     transaction is then void, and the link unused
   */
  void confirm(Sensitive token, RequestContext origin) {
    OneTimeTokenView found =
        tokens.find(Purpose.EMAIL_CHANGE, token).orElseThrow(() -> refused("no living token"));
    UserView before = account(found).orElseThrow(() -> refused("the account is not active"));
    if (!credentials.changeAddress(before.id(), before.email(), found.email())
        || tokens.use(Purpose.EMAIL_CHANGE, token).isEmpty()) {
      throw refused("changed meanwhile");
    }
    // They were mailed to the old address.
    tokens.retire(Purpose.PASSWORD_RESET, found.subject());
    tokens.retire(Purpose.VERIFICATION, found.subject());
    letters.moved(before, found.email());
    audit.record(AuditEntry.success(AuditAction.EMAIL_CHANGE, origin, before.id()));
  }

  static AuthException refused(String detail) {
    return new AuthException(ErrorCode.INVALID_TEMPORARY_TOKEN, detail);
  }
}
