package org.gatehouse.config.value;

/** Whose HTTP Basic credentials are accepted. */
public enum BasicAuth {
  /** The operator's account and the users' e-mail addresses and passwords. */
  USERS,
  /** Only the operator's account. */
  OPERATOR,
  /** Nobody's. */
  OFF
}
