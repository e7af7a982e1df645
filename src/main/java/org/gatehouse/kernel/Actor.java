package org.gatehouse.kernel;

import org.jspecify.annotations.Nullable;

/**
 * Who does a deed, and from where. Says who somebody is, never what they may: that is read from the
 * database when they do it.
 *
 * @param user the account; null for the operator, who has none
 */
public record Actor(@Nullable UserId user, RequestContext origin) {
  /** Whether this is the operator, known by the settings and not by an account. */
  public boolean isOperator() {
    return user == null;
  }

  /** Whether this is the account itself. */
  public boolean is(UserId other) {
    return other.equals(user);
  }
}
