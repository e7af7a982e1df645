package org.gatehouse.jose;

import java.security.Key;

/**
 * A key that tokens may be checked with, and the one algorithm it is for: for HS256 the shared
 * secret, otherwise a public key.
 *
 * @param kid what a token's header calls it: 1 to 64 letters, digits, {@code -} or {@code _}
 * @param algorithm the only algorithm accepted with this key (RFC 8725 section 3.1)
 * @param key the key itself; never printed
 */
public record VerificationKey(String kid, JwsAlgorithm algorithm, Key key) {

  /** Refuses a key that is not one for the algorithm, with an IllegalArgumentException. */
  public VerificationKey {
    KeyIds.requireAllowed(kid);
    algorithm.requireVerifies(key);
  }

  @Override
  public String toString() {
    return "VerificationKey[kid=" + kid + ", algorithm=" + algorithm + "]";
  }
}
