package org.gatehouse.registration.http;

import jakarta.inject.Inject;
import java.util.List;
import java.util.Optional;
import org.gatehouse.credential.ProviderLinks;
import org.gatehouse.invitation.Acceptance;
import org.gatehouse.kernel.RequestContext;
import org.gatehouse.kernel.Sensitive;
import org.gatehouse.login.LoginMethods;
import org.gatehouse.registration.InvitedRegistration;
import org.gatehouse.request.RequestLanguage;
import org.gatehouse.web.Form;
import org.gatehouse.web.FormMistakes;
import org.gatehouse.web.LinkPage;
import org.gatehouse.web.PageExchange;
import org.gatehouse.web.PageView;

/**
 * Accepting an invitation: who is new chooses a name and a password, who has an account only says
 * yes.
 */
public class RegisterPage extends LinkPage<Acceptance.Offer> {
  private static final long serialVersionUID = 1L;

  @Inject transient InvitedRegistration registration;
  @Inject transient ProviderLinks providers;
  @Inject transient LoginMethods methods;

  /** Made by the container. */
  public RegisterPage() {
    super("register", "Invitation");
  }

  @Override
  protected Optional<Acceptance.Offer> look(Sensitive token, RequestContext from) {
    return registration.look(token, from);
  }

  @Override
  protected PageView fill(PageView view, Acceptance.Offer offer) {
    return view.with("email", offer.email().value())
        .with("workspace", offer.workspaceName())
        .with("isNew", offer.isNew())
        .with("withPassword", !offer.isNew() || methods.password())
        .with("providers", offer.isNew() ? providers.all() : List.of());
  }

  @Override
  protected PageView fillTyped(PageView view, Form form) {
    return view.with("name", form.text("name"));
  }

  @Override
  protected FormMistakes mistakes(Form form, Acceptance.Offer offer) {
    FormMistakes mistakes = new FormMistakes();
    return offer.isNew() ? mistakes.checkName(form).checkPassword(form) : mistakes;
  }

  @Override
  protected void use(Acceptance.Offer offer, Sensitive token, Form form, PageExchange exchange) {
    if (offer.isNew()) {
      registration.register(
          new InvitedRegistration.Newcomer(
              form.text("name").strip(),
              offer.email(),
              form.secret("password"),
              RequestLanguage.of(exchange.request())),
          token,
          from(exchange));
    } else {
      registration.join(token, from(exchange));
    }
  }
}
