package org.gatehouse.onetimetoken;

/** What a token is good for. Names are stored and must not change. */
public enum Purpose {
  /** Joining a workspace; the subject is the invitation. */
  INVITATION,
  /** Showing that an address is one's own; the subject is the account. */
  VERIFICATION,
  /** Choosing a new password; the subject is the account. */
  PASSWORD_RESET,
  /** Moving an account to a new address; the subject is the account, the address the new one. */
  EMAIL_CHANGE
}
