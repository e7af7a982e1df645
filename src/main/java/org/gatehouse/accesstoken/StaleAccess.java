package org.gatehouse.accesstoken;

import org.gatehouse.kernel.UserId;

/**
 * Whether what a user may do has changed since a token was issued. Such a token counts as expired:
 * its session goes on, and a refresh yields one that says what holds now.
 */
@FunctionalInterface
public interface StaleAccess {
  /**
   * Whether a token is out of date.
   *
   * @param accessVersion what the token says
   */
  boolean test(UserId user, long accessVersion);
}
