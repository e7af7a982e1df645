package org.gatehouse.profile;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import org.gatehouse.audit.AuditAction;
import org.gatehouse.audit.AuditTrail;
import org.gatehouse.kernel.AuthException;
import org.gatehouse.kernel.ErrorCode;
import org.gatehouse.onetimetoken.OneTimeTokens;
import org.gatehouse.onetimetoken.Purpose;
import org.gatehouse.persistence.Transactional;
import org.gatehouse.session.EndReason;
import org.gatehouse.session.Sessions;
import org.gatehouse.user.Credential;
import org.gatehouse.user.UserCredentials;
import org.gatehouse.user.UserView;
import org.gatehouse.user.Users;

/** Another password, and what ends with the old one. */
@ApplicationScoped
@Transactional
class PasswordChange {
  private final Users users;
  private final UserCredentials credentials;
  private final Sessions sessions;
  private final OneTimeTokens tokens;
  private final ProfileLetters letters;
  private final AuditTrail audit;

  @Inject
  PasswordChange(
      Users users,
      UserCredentials credentials,
      Sessions sessions,
      OneTimeTokens tokens,
      ProfileLetters letters,
      AuditTrail audit) {
    this.users = users;
    this.credentials = credentials;
    this.sessions = sessions;
    this.tokens = tokens;
    this.letters = letters;
    this.audit = audit;
  }

  @SuppressWarnings("NullAway") // for the container's client proxy, which uses no field
  protected PasswordChange() {
    this(null, null, null, null, null, null);
  }

  /**
   * Replaces the password that was checked. The login of the caller goes on; HTTP Basic has none,
   * so that all of them end.
   *
   * @return the account, which stays as it is until the end of the transaction
   * @throws AuthException {@link ErrorCode#WRONG_PASSWORD} if it was changed meanwhile
   */
  UserView replace(Credential checked, String newHash, OwnSession own) {
    if (!credentials.changePassword(checked, newHash)) {
      throw new AuthException(ErrorCode.WRONG_PASSWORD, "changed meanwhile");
    }
    UserView user = users.find(checked.user()).orElseThrow();
    own.session()
        .ifPresentOrElse(
            kept -> sessions.endAllBut(kept, user.id(), EndReason.PASSWORD_CHANGED),
            () -> sessions.endAllOf(user.id(), EndReason.PASSWORD_CHANGED));
    // Whoever asked for these may have known the old password.
    tokens.retire(Purpose.PASSWORD_RESET, user.id().value());
    tokens.retire(Purpose.EMAIL_CHANGE, user.id().value());
    letters.passwordChanged(user);
    audit.record(OwnAccount.entry(AuditAction.PASSWORD_CHANGE, own));
    return user;
  }
}
