package org.gatehouse.sso;

import java.util.Optional;
import org.gatehouse.kernel.Sensitive;
import org.gatehouse.kernel.SessionId;
import org.gatehouse.kernel.UserId;

/** What somebody goes to a provider for. */
public sealed interface Aim {
  /**
   * To sign in.
   *
   * @param back the path where they go afterwards; judged by whoever redirects there
   * @param invitation the token of the link that they came by
   */
  record SignIn(Optional<String> back, Optional<Sensitive> invitation) implements Aim {}

  /** To link the identity to the account that they are signed in to. */
  record Link(UserId user, SessionId session) implements Aim {}
}
