package org.gatehouse.session;

import org.gatehouse.kernel.SessionId;
import org.gatehouse.kernel.UserId;

/** How a refresh ended. */
public sealed interface RefreshResult {
  /** The session goes on with this token: a new one, or within the grace window the same again. */
  record Refreshed(StartedSession started) implements RefreshResult {}

  /** A token was presented that had been replaced before: the session was ended just now. */
  record Reused(SessionId session, UserId user) implements RefreshResult {}

  /** The token is not genuine, has expired, or its session has ended. */
  record Refused() implements RefreshResult {}
}
