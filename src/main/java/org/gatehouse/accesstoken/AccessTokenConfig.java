package org.gatehouse.accesstoken;

import java.time.Duration;

/**
 * What access tokens say of themselves.
 *
 * @param type the {@code typ} of their header
 * @param lifetime from issue to expiry
 * @param clockSkew how far the clocks of two servers may differ
 */
public record AccessTokenConfig(
    String type, String issuer, String audience, Duration lifetime, Duration clockSkew) {
  /** The {@code typ} of RFC 9068, section 2.1; accepted whatever new tokens have. */
  public static final String STANDARD_TYPE = "at+jwt";

  /** The lifetime must be positive. */
  public AccessTokenConfig {
    if (lifetime.isZero() || lifetime.isNegative() || clockSkew.isNegative()) {
      throw new IllegalArgumentException("the lifetime must be positive, the skew not negative");
    }
  }

  /** Tokens of the standard type. */
  public AccessTokenConfig(String issuer, String audience, Duration lifetime, Duration clockSkew) {
    this(STANDARD_TYPE, issuer, audience, lifetime, clockSkew);
  }
}
