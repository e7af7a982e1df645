package org.gatehouse.mail;

/** Every mail that Gatehouse sends. Names are stored and must not change. */
public enum MailKind {
  /** To somebody without an account: workspaceName, inviterName, registerLink. */
  WORKSPACE_INVITE("workspace-invite"),
  /** To somebody with an account: workspaceName, inviterName, registerLink (accepting). */
  WORKSPACE_ADD("workspace-add"),
  /** Is the address theirs: name, verificationLink. */
  VERIFICATION("verification"),
  /** A new password was asked for: name, resetLink. */
  PASSWORD_RESET("password-reset"),
  /** The password is another one now: name, loginLink. */
  PASSWORD_CHANGED("password-changed"),
  /** To the new address: name, newEmail, confirmLink. */
  EMAIL_CHANGE("email-change"),
  /** To the old address: name, newEmail, loginLink. */
  EMAIL_CHANGED("email-changed"),
  /** Does sending work: no values. */
  TEST("test");

  private final String template;

  MailKind(String template) {
    this.template = template;
  }

  /** The name of its template files. */
  public String template() {
    return template;
  }
}
