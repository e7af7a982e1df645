package org.gatehouse.login;

/** Whose HTTP Basic credentials are accepted: the setting {@code BASIC_AUTH}. */
public enum BasicMode {
  /** The operator's and every user's. */
  USERS,
  /** The operator's alone. */
  OPERATOR,
  /** Nobody's. */
  OFF
}
