package org.gatehouse.sso;

import java.util.Optional;
import org.gatehouse.kernel.Sensitive;

/**
 * What a provider knows a login of theirs by.
 *
 * @param session its own name of the session, if it has one (OpenID Connect Back-Channel Logout,
 *     section 2.1)
 * @param idToken with which it recognises the login when somebody signs out (OpenID Connect
 *     RP-Initiated Logout, section 2), if it is short enough for an address
 */
public record ProviderLogin(Optional<String> session, Optional<Sensitive> idToken) {
  /** Of a provider that has nothing of the kind. */
  public static final ProviderLogin NONE = new ProviderLogin(Optional.empty(), Optional.empty());

  /** Servers take addresses of eight thousand characters, often of four. */
  private static final int LONGEST_TOKEN = 3000;

  /** Lets go of a token that is too long. */
  public ProviderLogin {
    idToken = idToken.filter(token -> token.reveal().length() <= LONGEST_TOKEN);
  }
}
