package org.gatehouse.sso;

import java.net.URI;
import java.util.Optional;
import org.gatehouse.kernel.Sensitive;

/** An identity provider, which is asked who somebody is. */
public interface IdentityProvider {
  /** Which one it is. */
  ProviderName name();

  /** What people call it. */
  String label();

  /**
   * Where a browser is sent to begin a round trip.
   *
   * @throws SsoRefusal if the provider cannot be asked now
   */
  URI authorization(Challenge challenge);

  /**
   * Who somebody is with whom the browser has come back.
   *
   * @throws SsoRefusal if that is not beyond doubt
   */
  Vouched redeem(ProviderAnswer answer, Challenge challenge);

  /**
   * Asks the provider now whether it can be used, and knows us.
   *
   * @throws SsoRefusal with what is wrong
   */
  void trial();

  /**
   * Who has signed out there, as the provider itself has told.
   *
   * @return empty where a provider tells nothing of the kind
   * @throws SsoRefusal if the token is not one of the provider for us
   */
  default Optional<SignedOut> signedOut(Sensitive logoutToken) {
    return Optional.empty();
  }

  /**
   * Where a browser is sent to sign out there, too.
   *
   * @param login that was opened here
   * @param back where the provider sends it afterwards, as it is registered there
   * @param state what it brings back
   * @return empty where a provider offers nothing of the kind
   * @throws SsoRefusal if the provider cannot be asked now
   */
  default Optional<URI> signOut(ProviderLogin login, URI back, String state) {
    return Optional.empty();
  }
}
