package org.gatehouse.login;

import org.gatehouse.user.UserView;
import org.gatehouse.workspace.Membership;

/**
 * Who has signed in: the account and where it belongs.
 *
 * @param isFederated whether an identity provider has recognised them, and not we
 */
public record SignedInUser(UserView user, Membership membership, boolean isFederated) {
  /** The address of the account. */
  public String email() {
    return user.email().value();
  }
}
