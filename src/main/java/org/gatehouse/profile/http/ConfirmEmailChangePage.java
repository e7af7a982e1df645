package org.gatehouse.profile.http;

import jakarta.inject.Inject;
import java.util.Optional;
import org.gatehouse.kernel.EmailAddress;
import org.gatehouse.kernel.RequestContext;
import org.gatehouse.kernel.Sensitive;
import org.gatehouse.profile.AddressConfirmation;
import org.gatehouse.request.Caller;
import org.gatehouse.web.Form;
import org.gatehouse.web.LinkPage;
import org.gatehouse.web.PageExchange;
import org.gatehouse.web.PageView;

/** The new address of an account confirms itself, by a click. */
public class ConfirmEmailChangePage extends LinkPage<EmailAddress> {
  private static final long serialVersionUID = 1L;
  private static final String NAME = "confirm-email-change";

  @Inject transient AddressConfirmation confirmation;

  /** For the container. */
  public ConfirmEmailChangePage() {
    super(NAME, "New address");
  }

  @Override
  protected Optional<EmailAddress> look(Sensitive token, RequestContext from) {
    return confirmation.look(token, from);
  }

  @Override
  protected PageView fill(PageView view, EmailAddress moved) {
    return view.with("email", moved.value());
  }

  @Override
  protected void use(EmailAddress email, Sensitive token, Form form, PageExchange exchange) {
    confirmation.confirm(token, from(exchange));
  }

  @Override
  protected String next(PageExchange exchange) {
    return Caller.of(exchange.request()).isPresent()
        ? "/account?done=" + NAME
        : super.next(exchange);
  }
}
