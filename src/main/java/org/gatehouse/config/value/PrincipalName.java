package org.gatehouse.config.value;

/** What containers call a user: {@code getUserPrincipal().getName()} and the {@code upn} claim. */
public enum PrincipalName {
  /** The e-mail address, which may change and be given to somebody else. */
  EMAIL,
  /** The id of the account, which never does. */
  ID
}
