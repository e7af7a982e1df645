package org.gatehouse.invitation;

/** The way in which letters reach people. */
@FunctionalInterface
public interface InvitationPost {
  /**
   * Takes a letter in the transaction of the invitation: both are kept, or neither.
   *
   * @return false where no mail server is configured: then the link is shown to whoever invites
   */
  boolean take(InvitationLetter letter);
}
