package org.gatehouse.session;

/** Why a session ended before its time. Names are stored and must not change. */
public enum EndReason {
  SIGN_OUT,
  REFRESH_REUSE,
  ACCOUNT_INACTIVE,
  ACCOUNT_DISABLED,
  ACCOUNT_DELETED,
  ENDED_BY_ADMINISTRATOR,
  PASSWORD_CHANGED,
  PASSWORD_RESET,
  PROVIDER_SIGN_OUT,
  IDENTITY_UNLINKED,
  /** All of them, at a start with {@code EXPIRE_AUTH_TOKENS_ON_RESTART}. */
  RESTART,
  /** All of them, by the operator. */
  OPERATOR
}
