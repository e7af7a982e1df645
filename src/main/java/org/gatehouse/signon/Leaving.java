package org.gatehouse.signon;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.net.URI;
import java.util.Optional;
import org.gatehouse.kernel.RequestContext;
import org.gatehouse.kernel.Sensitive;
import org.gatehouse.kernel.SessionId;
import org.gatehouse.sso.IdentityProvider;
import org.gatehouse.sso.Providers;
import org.gatehouse.sso.SsoRefusal;
import org.gatehouse.sso.SsoSessions;

/**
 * Signing out here, and then at the provider that has opened the login (OpenID Connect RP-Initiated
 * Logout). What is ours is done first, whatever the provider does.
 */
@ApplicationScoped
public class Leaving {
  /** What the provider brings back where there is no address to go on to. */
  public static final String NOWHERE = "logout";

  private final ProviderSignOut deeds;
  private final Providers providers;
  private final LeavingConfig config;

  @Inject
  Leaving(ProviderSignOut deeds, Providers providers, LeavingConfig config) {
    this.deeds = deeds;
    this.providers = providers;
    this.config = config;
  }

  @SuppressWarnings("NullAway") // for the container's client proxy, which uses no field
  protected Leaving() {
    this(null, null, null);
  }

  /** Where a browser goes to sign out at a provider. */
  public record Elsewhere(String label, URI address) {
    /** The address has an id_token in its query. */
    @Override
    public String toString() {
      return "Elsewhere";
    }
  }

  /**
   * Ends the login of a browser or another client.
   *
   * @param state what a browser brings back from the provider: where it wants to go, or {@link
   *     #NOWHERE}
   * @return where it goes to sign out there, too; empty where nobody is to be told
   */
  public Optional<Elsewhere> signOut(
      Optional<SessionId> caller,
      Optional<Sensitive> refreshToken,
      String state,
      RequestContext origin) {
    Optional<SsoSessions.Opened> opened = deeds.leave(caller, refreshToken, origin);
    return opened
        .filter(login -> config.goesToProvider())
        .flatMap(
            login ->
                providers
                    .find(login.provider())
                    .flatMap(provider -> elsewhere(provider, login, state)));
  }

  private Optional<Elsewhere> elsewhere(
      IdentityProvider provider, SsoSessions.Opened login, String state) {
    try {
      return provider
          .signOut(login.login(), config.back(), state)
          .map(address -> new Elsewhere(provider.label(), address));
    } catch (SsoRefusal doesNotAnswer) {
      return Optional.empty();
    }
  }
}
