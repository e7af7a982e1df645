package org.gatehouse.smtp;

/** What became of a mail. */
public sealed interface Delivery {
  /** The server has taken it, and answers for it from now on. */
  record Taken() implements Delivery {}

  /**
   * It was not taken, or nobody knows.
   *
   * @param forGood whether the server would refuse this very mail again
   * @param words for an administrator; no secret and no text of the mail is in them
   */
  record Failed(SmtpFault fault, boolean forGood, String words) implements Delivery {}
}
