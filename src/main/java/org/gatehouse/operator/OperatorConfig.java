package org.gatehouse.operator;

import java.time.Duration;

/**
 * Settings of the operator's deeds.
 *
 * @param linkLifetime how long a link for a new password is good
 */
public record OperatorConfig(Duration linkLifetime) {}
