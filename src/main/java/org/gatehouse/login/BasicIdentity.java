package org.gatehouse.login;

import java.util.Set;
import org.gatehouse.kernel.UserId;
import org.jspecify.annotations.Nullable;

/**
 * Who HTTP Basic credentials belong to.
 *
 * @param user the account; null for the operator
 */
public record BasicIdentity(String name, Set<String> groups, @Nullable UserId user) {}
