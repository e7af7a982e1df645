package org.gatehouse.mail;

import java.util.List;

/** Every mail that Gatehouse sends. Names are stored and must not change. */
public enum MailKind {
  /** To somebody without an account, who may register. */
  WORKSPACE_INVITE(
      "workspace-invite",
      Value.WORKSPACE_NAME,
      Value.INVITER_NAME,
      Value.REGISTER_LINK,
      Value.DASHBOARD_LINK),
  /** To somebody with an account, who may accept. */
  WORKSPACE_ADD(
      "workspace-add",
      Value.WORKSPACE_NAME,
      Value.INVITER_NAME,
      Value.REGISTER_LINK,
      Value.DASHBOARD_LINK),
  /** Is the address theirs. */
  VERIFICATION("verification", Value.NAME, "verificationLink"),
  /** A new password was asked for. */
  PASSWORD_RESET("password-reset", Value.NAME, "resetLink"),
  /** The password is another one now. */
  PASSWORD_CHANGED("password-changed", Value.NAME, Value.LOGIN_LINK),
  /** To the new address. */
  EMAIL_CHANGE("email-change", Value.NAME, Value.NEW_EMAIL, "confirmLink"),
  /** To the old address. */
  EMAIL_CHANGED("email-changed", Value.NAME, Value.NEW_EMAIL, Value.LOGIN_LINK),
  /** Does sending work. */
  TEST("test");

  private final String template;

  @SuppressWarnings("ImmutableEnumChecker") // made by List.of
  private final List<String> values;

  MailKind(String template, String... values) {
    this.template = template;
    this.values = List.of(values);
  }

  /** The name of its template files. */
  public String template() {
    return template;
  }

  /** The names of the values that whoever sends it hands in. */
  public List<String> valueNames() {
    return values;
  }

  /** Names that more than one kind has. */
  static final class Value {
    static final String NAME = "name";
    static final String WORKSPACE_NAME = "workspaceName";
    static final String INVITER_NAME = "inviterName";
    static final String REGISTER_LINK = "registerLink";

    /**
     * The same link as {@link #REGISTER_LINK}; a template that exists already may have it by this
     * name.
     */
    static final String DASHBOARD_LINK = "dashboardLink";

    static final String NEW_EMAIL = "newEmail";
    static final String LOGIN_LINK = "loginLink";

    private Value() {}
  }
}
