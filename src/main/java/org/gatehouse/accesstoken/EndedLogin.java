package org.gatehouse.accesstoken;

import java.time.Instant;
import org.gatehouse.kernel.SessionId;

/** Whether a login was ended before its time. Asked at every token, so it answers from memory. */
@FunctionalInterface
public interface EndedLogin {
  /**
   * Whether tokens of this session are refused.
   *
   * @param authTime when it began, in whole seconds
   */
  boolean test(SessionId session, Instant authTime);
}
