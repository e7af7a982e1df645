package org.gatehouse.login;

import org.gatehouse.kernel.ErrorCode;

/** How a sign-in or refresh ended. */
public sealed interface LoginResult {
  /** In, with tokens. */
  record Success(SignedInUser user, LoginTokens tokens) implements LoginResult {}

  /** Not in; the code says no more than a stranger may know. */
  record Refused(ErrorCode code) implements LoginResult {}
}
