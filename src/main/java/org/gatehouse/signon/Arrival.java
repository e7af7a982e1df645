package org.gatehouse.signon;

import java.util.Optional;
import org.gatehouse.login.LoginResult;
import org.gatehouse.sso.SsoProblem;

/** What became of somebody who came back from a provider. */
public sealed interface Arrival {
  /**
   * They are in.
   *
   * @param back where they wanted to go
   */
  record SignedIn(LoginResult.Success login, Optional<String> back) implements Arrival {}

  /** The identity is linked to the account that they are signed in to. */
  record Linked() implements Arrival {}

  /** Nothing was done. */
  record Refused(SsoProblem problem) implements Arrival {}
}
