package org.gatehouse.recovery.http;

import jakarta.inject.Inject;
import java.util.Optional;
import org.gatehouse.kernel.EmailAddress;
import org.gatehouse.kernel.RequestContext;
import org.gatehouse.kernel.Sensitive;
import org.gatehouse.recovery.PasswordReset;
import org.gatehouse.web.Form;
import org.gatehouse.web.FormMistakes;
import org.gatehouse.web.LinkPage;

/** Choosing a new password by a link. */
public class ResetPage extends LinkPage {
  private static final long serialVersionUID = 1L;

  @Inject transient PasswordReset passwordReset;

  /** Made by the container. */
  public ResetPage() {
    super("reset-password", "New password");
  }

  @Override
  protected Optional<EmailAddress> look(Sensitive token, RequestContext from) {
    return passwordReset.look(token, from);
  }

  @Override
  protected FormMistakes mistakes(Form form) {
    return new FormMistakes().checkPassword(form);
  }

  @Override
  protected void use(EmailAddress email, Sensitive token, Form form, RequestContext from) {
    passwordReset.reset(email, token, form.secret("password"), from);
  }
}
