package org.gatehouse.recovery;

import java.time.Duration;

/**
 * How long links are good.
 *
 * @param reset those for a new password
 * @param verification those that prove an address
 */
public record RecoveryConfig(Duration reset, Duration verification) {}
