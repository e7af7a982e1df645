package org.gatehouse.accesstoken;

import java.time.Duration;

/**
 * What access tokens say of themselves.
 *
 * @param lifetime from issue to expiry
 * @param clockSkew how far the clocks of two servers may differ
 */
public record AccessTokenConfig(
    String issuer, String audience, Duration lifetime, Duration clockSkew) {
  /** The lifetime must be positive. */
  public AccessTokenConfig {
    if (lifetime.isZero() || lifetime.isNegative() || clockSkew.isNegative()) {
      throw new IllegalArgumentException("the lifetime must be positive, the skew not negative");
    }
  }
}
