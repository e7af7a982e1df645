package org.gatehouse.mail;

import org.gatehouse.template.SourceTemplate.Form;

/** What a mail consists of: a template each. */
enum MailPart {
  SUBJECT("subject", Form.TEXT),
  TEXT("txt", Form.TEXT),
  HTML("html", Form.HTML);

  private final String suffix;
  private final Form form;

  MailPart(String suffix, Form form) {
    this.suffix = suffix;
    this.form = form;
  }

  /** {@code html} in {@code verification.html.hbs}. */
  String suffix() {
    return suffix;
  }

  Form form() {
    return form;
  }

  /** The name of the file of that kind. */
  String fileOf(MailKind kind) {
    return kind.template() + "." + suffix + ".hbs";
  }
}
