package org.gatehouse.session;

import java.time.Duration;

/**
 * How long logins live.
 *
 * @param lifetime from the sign-in to the end, whatever happens between
 * @param accessLifetime how long an access token of a session can outlive it: so long its end is
 *     remembered
 * @param grace how long a refresh token that was just replaced yields its successor again
 */
public record SessionConfig(Duration lifetime, Duration accessLifetime, Duration grace) {
  /** No lifetime may be zero; the grace window may, and must not be negative. */
  public SessionConfig {
    if (lifetime.isZero()
        || lifetime.isNegative()
        || accessLifetime.isZero()
        || accessLifetime.isNegative()
        || grace.isNegative()) {
      throw new IllegalArgumentException("lifetimes must be positive");
    }
  }
}
