package org.gatehouse.request;

import java.util.Set;
import org.gatehouse.config.value.TrustedProxies;

/**
 * What the REST doors need to know of the outside.
 *
 * @param origins the origins (RFC 6454) from which browsers may send state-changing requests
 * @param trustedProxies whose word on the client's address is taken
 * @param offersBasic whether HTTP Basic is accepted at all
 */
public record HttpConfig(Set<String> origins, TrustedProxies trustedProxies, boolean offersBasic) {
  /** Copies the set. */
  public HttpConfig {
    origins = Set.copyOf(origins);
  }
}
