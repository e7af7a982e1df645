package org.gatehouse.profile;

import java.time.Duration;

/**
 * How people change what is theirs.
 *
 * @param confirmWithin how long the link to a new address is good
 */
public record ProfileConfig(Duration confirmWithin) {}
