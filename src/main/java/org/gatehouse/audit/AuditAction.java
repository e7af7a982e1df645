package org.gatehouse.audit;

/** The catalogue of what is recorded. Names are stored and must not change. */
public enum AuditAction {
  /** The first owner's account was made. */
  REGISTER,
  /** A password sign-in, right or wrong. */
  SIGN_IN,
  /** HTTP Basic credentials that were wrong; right ones are not recorded at each request. */
  BASIC,
  /** An old refresh token was presented again: the session was ended. */
  REFRESH_REUSE,
  /** A refresh was refused because the account is no longer active. */
  REFRESH_REFUSED,
  /** A session was ended by its user. */
  SIGN_OUT
}
