package org.gatehouse.signon;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import org.gatehouse.kernel.AuthException;
import org.gatehouse.kernel.ErrorCode;
import org.gatehouse.kernel.RequestContext;
import org.gatehouse.kernel.Sensitive;
import org.gatehouse.kernel.SessionId;
import org.gatehouse.kernel.UserId;
import org.gatehouse.login.PasswordConfirmation;
import org.gatehouse.sso.Aim;
import org.gatehouse.sso.ProviderName;
import org.gatehouse.user.UserView;
import org.gatehouse.user.Users;

/**
 * Begins to link an identity: only whoever shows the password of the account, since an identity
 * opens it from then on.
 */
@ApplicationScoped
public class IdentityLinking {
  private final Users users;
  private final PasswordConfirmation confirmation;
  private final SignOn signOn;
  private final OwnIdentities identities;

  @Inject
  IdentityLinking(
      Users users, PasswordConfirmation confirmation, SignOn signOn, OwnIdentities identities) {
    this.users = users;
    this.confirmation = confirmation;
    this.signOn = signOn;
    this.identities = identities;
  }

  @SuppressWarnings("NullAway") // for the container's client proxy, which uses no field
  protected IdentityLinking() {
    this(null, null, null, null);
  }

  /**
   * Sends somebody to the provider, to come back with the identity.
   *
   * @throws AuthException {@link ErrorCode#WRONG_PASSWORD}; too many attempts; {@link
   *     ErrorCode#NOT_FOUND} for a provider that is not set up
   * @throws org.gatehouse.sso.SsoRefusal if the provider does not answer
   */
  public SignOn.Departure begin(
      UserId id,
      SessionId session,
      Sensitive password,
      ProviderName provider,
      RequestContext origin) {
    UserView user =
        users
            .find(id)
            .filter(UserView::isActive)
            .orElseThrow(
                () -> new AuthException(ErrorCode.UNAUTHENTICATED, "the account is not active"));
    if (confirmation.confirm(user, password, origin).isEmpty()) {
      identities.recordWrongPassword(id, session, origin);
      throw new AuthException(ErrorCode.WRONG_PASSWORD, "not the account's");
    }
    return signOn.begin(provider, new Aim.Link(id, session));
  }
}
