package org.gatehouse.sso.github;

import java.net.URI;
import org.gatehouse.kernel.Sensitive;

/**
 * What we are at GitHub.
 *
 * @param address of GitHub, or of a GitHub Enterprise Server
 * @param redirectUri where it sends browsers back to
 */
public record GitHubConfig(URI address, String clientId, Sensitive clientSecret, URI redirectUri) {
  private static final String PUBLIC = "github.com";

  /** Where its API is: at github.com a host of its own. */
  URI api() {
    return PUBLIC.equals(address.getHost())
        ? URI.create("https://api.github.com")
        : URI.create(address + "/api/v3");
  }
}
