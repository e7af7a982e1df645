package org.gatehouse.signon;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import org.gatehouse.attempt.LoginLimits;
import org.gatehouse.kernel.AuthException;
import org.gatehouse.kernel.ErrorCode;
import org.gatehouse.kernel.RequestContext;
import org.gatehouse.kernel.Sensitive;
import org.gatehouse.sso.IdentityProvider;
import org.gatehouse.sso.ProviderName;
import org.gatehouse.sso.Providers;
import org.gatehouse.sso.SignedOut;
import org.gatehouse.sso.SsoRefusal;

/** Hears from a provider itself that somebody has signed out there. */
@ApplicationScoped
public class BackChannel {
  private final Providers providers;
  private final LoginLimits limits;
  private final ProviderSignOut deeds;

  @Inject
  BackChannel(Providers providers, LoginLimits limits, ProviderSignOut deeds) {
    this.providers = providers;
    this.limits = limits;
    this.deeds = deeds;
  }

  @SuppressWarnings("NullAway") // for the container's client proxy, which uses no field
  protected BackChannel() {
    this(null, null, null);
  }

  /**
   * Ends the logins that the provider has opened for them.
   *
   * @throws AuthException {@link ErrorCode#NOT_FOUND} if the provider is not set up, or tells
   *     nothing of the kind; {@link ErrorCode#BAD_REQUEST} if the token is not to be believed;
   *     {@link ErrorCode#TOO_MANY_REQUESTS}
   */
  public void signedOut(ProviderName name, Sensitive logoutToken, RequestContext origin) {
    IdentityProvider provider = providers.find(name).orElseThrow(BackChannel::notFound);
    LoginLimits.Attempt attempt = limits.federated(origin);
    try {
      SignedOut who = provider.signedOut(logoutToken).orElseThrow(BackChannel::notFound);
      deeds.end(name, who, origin);
    } catch (SsoRefusal refusal) {
      deeds.recordFailure(name, refusal.detail(), origin);
      throw new AuthException(ErrorCode.BAD_REQUEST, refusal.detail());
    }
    attempt.giveBack();
  }

  private static AuthException notFound() {
    return new AuthException(ErrorCode.NOT_FOUND, "no such provider");
  }
}
