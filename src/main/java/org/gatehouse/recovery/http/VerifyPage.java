package org.gatehouse.recovery.http;

import jakarta.inject.Inject;
import java.util.Optional;
import org.gatehouse.kernel.EmailAddress;
import org.gatehouse.kernel.RequestContext;
import org.gatehouse.kernel.Sensitive;
import org.gatehouse.recovery.AddressVerification;
import org.gatehouse.web.Form;
import org.gatehouse.web.LinkPage;
import org.gatehouse.web.PageExchange;
import org.gatehouse.web.PageView;

/** Proving an address by a link and a click. */
public class VerifyPage extends LinkPage<EmailAddress> {
  private static final long serialVersionUID = 1L;

  @Inject transient AddressVerification verification;

  /** Made by the container. */
  public VerifyPage() {
    super("verify", "Your address");
  }

  @Override
  protected Optional<EmailAddress> look(Sensitive token, RequestContext from) {
    return verification.look(token, from);
  }

  @Override
  protected PageView fill(PageView view, EmailAddress owner) {
    return view.with("email", owner.value());
  }

  @Override
  protected void use(EmailAddress email, Sensitive token, Form form, PageExchange exchange) {
    verification.verify(token, from(exchange));
  }
}
