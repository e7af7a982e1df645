package org.gatehouse.people;

import java.util.Optional;

/**
 * What an account is to be; of what is empty, the present stays.
 *
 * @param disabled whether it is to be shut
 * @param owner whether it is to be an owner
 */
public record UserChange(
    Optional<String> name, Optional<Boolean> disabled, Optional<Boolean> owner) {}
