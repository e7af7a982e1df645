package org.gatehouse.recovery.http;

import jakarta.inject.Inject;
import java.util.List;
import java.util.Optional;
import org.gatehouse.credential.KnownBrowserCookie;
import org.gatehouse.kernel.EmailAddress;
import org.gatehouse.kernel.RequestContext;
import org.gatehouse.kernel.Sensitive;
import org.gatehouse.recovery.PasswordReset;
import org.gatehouse.web.Form;
import org.gatehouse.web.FormMistakes;
import org.gatehouse.web.LinkPage;
import org.gatehouse.web.PageExchange;
import org.gatehouse.web.PageView;

/** Choosing a new password by a link. */
public class ResetPage extends LinkPage<EmailAddress> {
  private static final long serialVersionUID = 1L;

  @Inject transient PasswordReset passwordReset;
  @Inject transient KnownBrowserCookie knownBrowser;

  /** Made by the container. */
  public ResetPage() {
    super("reset-password", "New password");
  }

  @Override
  protected Optional<EmailAddress> look(Sensitive token, RequestContext from) {
    return passwordReset.look(token, from);
  }

  @Override
  protected PageView fill(PageView view, EmailAddress owner) {
    return view.with("email", owner.value());
  }

  @Override
  protected FormMistakes mistakes(Form form, EmailAddress owner) {
    return new FormMistakes().checkPassword(form);
  }

  @Override
  protected void use(EmailAddress email, Sensitive token, Form form, PageExchange exchange) {
    passwordReset.reset(email, token, form.secret("password"), from(exchange));
    // Whoever reads the account's mail is let in by it, also while strangers try its password.
    exchange.cookies(List.of(knownBrowser.letInto(email.value(), from(exchange))));
  }
}
