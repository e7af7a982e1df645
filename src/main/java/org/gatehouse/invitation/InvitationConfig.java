package org.gatehouse.invitation;

import java.time.Duration;

/**
 * How long an invitation is good.
 *
 * @param lifetime of each link
 */
public record InvitationConfig(Duration lifetime) {
  /** The lifetime must be positive. */
  public InvitationConfig {
    if (lifetime.isZero() || lifetime.isNegative()) {
      throw new IllegalArgumentException("the lifetime must be positive");
    }
  }
}
