package org.gatehouse.accesstoken;

/** What a verifier says of a token. */
public sealed interface TokenVerdict {
  /** Genuine, in time, its session open. */
  record Accepted(TokenSubject subject) implements TokenVerdict {}

  /** All is right but its time is over, or it says what held once: a refresh may help. */
  record Expired() implements TokenVerdict {}

  /**
   * Anything else.
   *
   * @param reason a fixed word for the log
   */
  record Refused(String reason) implements TokenVerdict {}
}
