package org.gatehouse.audit;

/** The catalogue of what is recorded. Names are stored and must not change. */
public enum AuditAction {
  /** The first owner's account was made. */
  REGISTER,
  /** A password sign-in, right or wrong. */
  SIGN_IN,
  /** A sign-in by way of an identity provider, right or wrong; the detail says which or why. */
  SSO_SIGN_IN,
  /**
   * A session was ended because its user signed out at the identity provider; or it was refused.
   */
  SSO_SIGN_OUT,
  /**
   * The groups of somebody at a provider could not all be turned into roles; the detail says why.
   */
  SSO_GROUPS,
  /** An account was made for somebody for whom an identity provider vouches. */
  SSO_PROVISION,
  /** An identity at a provider was linked to an account, or was not. */
  IDENTITY_LINK,
  /** An identity was taken from its account. */
  IDENTITY_UNLINK,
  /** HTTP Basic credentials that were wrong; right ones are not recorded at each request. */
  BASIC,
  /** An old refresh token was presented again: the session was ended. */
  REFRESH_REUSE,
  /** A refresh was refused because the account is no longer active. */
  REFRESH_REFUSED,
  /** A session was ended by its user. */
  SIGN_OUT,
  /** A link for a new password was sent to somebody who had asked for it. */
  PASSWORD_FORGOTTEN,
  /** A password was replaced by means of a link, and all sessions were ended. */
  PASSWORD_RESET,
  /** A link that proves an address was sent. */
  VERIFICATION_SEND,
  /** An address was proved, and its account is active. */
  VERIFY,
  /** One session, or all, of somebody else were ended. */
  SESSION_END,
  /** An account got another name. */
  USER_RENAME,
  /** The language of the mails to an account is another one. */
  LANGUAGE_CHANGE,
  /** A person chose another password, or was refused; every other session was ended. */
  PASSWORD_CHANGE,
  /** A person asked for another address, which is to be confirmed, or was refused. */
  EMAIL_CHANGE_REQUEST,
  /** An account moved to another address, which its person has confirmed. */
  EMAIL_CHANGE,
  /** An account was shut, and its sessions were ended. */
  USER_DISABLE,
  /** A shut account was opened again. */
  USER_ENABLE,
  /** An account was made anonymous, and everything of it ended. */
  USER_DELETE,
  /** An account became an owner. */
  OWNER_ADD,
  /** An account is no longer an owner. */
  OWNER_REMOVE,
  /** The operator token was missing or wrong. */
  OPERATOR,
  /** The operator took a link for a new password of an account. */
  PASSWORD_LINK,
  /** A workspace was made. */
  WORKSPACE_CREATE,
  /** A workspace got another name. */
  WORKSPACE_RENAME,
  /** A workspace was deleted with its memberships and invitations. */
  WORKSPACE_DELETE,
  /** A user chose another workspace to work in. */
  WORKSPACE_ACTIVATE,
  /** An account joined a workspace. */
  MEMBER_ADD,
  /** A member got another role in a workspace. */
  MEMBER_CHANGE,
  /** A member was removed from a workspace. */
  MEMBER_REMOVE,
  /** A role was made. */
  ROLE_CREATE,
  /** A role got another name, description or other permissions. */
  ROLE_CHANGE,
  /** A role was deleted. */
  ROLE_DELETE,
  /** Somebody was invited into a workspace. */
  INVITATION_SEND,
  /** An invitation was sent again, and its older links became void. */
  INVITATION_RESEND,
  /** An invitation was taken back. */
  INVITATION_REVOKE,
  /** An invitation was accepted. */
  INVITATION_ACCEPT,
  /** An identity provider was set up, or in another way. */
  LOGIN_METHOD_CHANGE,
  /** An identity provider is no longer set up. */
  LOGIN_METHOD_REMOVE,
  /** Somebody tried whether an identity provider can be used; the detail says why not. */
  LOGIN_METHOD_TEST,
  /** A test mail was sent, or could not be. */
  MAIL_TEST,
  /** A mail of the outbox was to be tried again at once. */
  MAIL_RETRY,
  /** Another signing key was planned, or signs already. */
  KEY_ROTATE,
  /** All tokens of a signing key are refused from now on. */
  KEY_REVOKE,
  /** Every session of everybody was ended. */
  SESSIONS_END
}
