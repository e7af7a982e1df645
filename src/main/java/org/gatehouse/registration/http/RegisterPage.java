package org.gatehouse.registration.http;

import jakarta.inject.Inject;
import java.io.IOException;
import java.util.Optional;
import org.gatehouse.invitation.Acceptance;
import org.gatehouse.kernel.AuthException;
import org.gatehouse.kernel.ErrorCode;
import org.gatehouse.kernel.Sensitive;
import org.gatehouse.registration.InvitedRegistration;
import org.gatehouse.request.RequestLanguage;
import org.gatehouse.request.RequestOrigin;
import org.gatehouse.web.Form;
import org.gatehouse.web.FormMistakes;
import org.gatehouse.web.FormServlet;
import org.gatehouse.web.PageExchange;
import org.gatehouse.web.PageView;

/**
 * Accepting an invitation: who is new chooses a name and a password, who has an account only says
 * yes. To open the page uses nothing up, since scanners of mail follow links. The address is not
 * typed: it is the invited one.
 */
public class RegisterPage extends FormServlet {
  private static final long serialVersionUID = 1L;

  @Inject transient InvitedRegistration registration;
  @Inject transient RequestOrigin origin;

  @Override
  protected void show(PageExchange exchange) throws IOException {
    Sensitive token = Sensitive.of(exchange.query("token").orElse(""));
    Optional<Acceptance.Offer> offer = look(exchange, token);
    if (offer.isPresent()) {
      exchange.show(200, view(offer.get(), token));
    } else {
      showGone(exchange);
    }
  }

  @Override
  protected void submit(PageExchange exchange, Form form) throws IOException {
    Sensitive token = form.secret("token");
    Optional<Acceptance.Offer> offer = look(exchange, token);
    if (offer.isEmpty()) {
      showGone(exchange);
      return;
    }
    FormMistakes mistakes = new FormMistakes();
    if (offer.get().isNew()) {
      mistakes.checkName(form).checkPassword(form);
    }
    if (!mistakes.isEmpty()) {
      showMistakes(exchange, form, offer.get(), mistakes);
      return;
    }
    try {
      accept(exchange, form, offer.get(), token);
    } catch (AuthException refusal) {
      showRefusal(exchange, form, offer.get(), refusal);
      return;
    }
    exchange.seeOther(exchange.path("/login?done=register"));
  }

  private void accept(PageExchange exchange, Form form, Acceptance.Offer offer, Sensitive token) {
    if (offer.isNew()) {
      registration.register(
          new InvitedRegistration.Newcomer(
              form.text("name").strip(),
              offer.email(),
              form.secret("password"),
              RequestLanguage.of(exchange.request())),
          token,
          origin.of(exchange.request()));
    } else {
      registration.join(token, origin.of(exchange.request()));
    }
  }

  private Optional<Acceptance.Offer> look(PageExchange exchange, Sensitive token) {
    return registration.look(token, origin.of(exchange.request()));
  }

  @Override
  protected void showAgain(PageExchange exchange, Form form, int status, String reason)
      throws IOException {
    Sensitive token = form.secret("token");
    Optional<Acceptance.Offer> offer = look(exchange, token);
    if (offer.isPresent()) {
      exchange.show(
          status, view(offer.get(), token).with("name", form.text("name")).with("error", reason));
    } else {
      showGone(exchange);
    }
  }

  private static void showGone(PageExchange exchange) throws IOException {
    exchange.show(
        ErrorCode.INVALID_TEMPORARY_TOKEN.status(),
        PageView.of("register", "Invitation").with("gone", true));
  }

  private void showRefusal(
      PageExchange exchange, Form form, Acceptance.Offer offer, AuthException refusal)
      throws IOException {
    switch (refusal.code()) {
      case INVALID_TEMPORARY_TOKEN -> showGone(exchange);
      case PASSWORD_REFUSED ->
          showMistakes(
              exchange,
              form,
              offer,
              FormMistakes.of("password", String.join(" ", refusal.reasons())));
      default -> showLater(exchange, form, refusal);
    }
  }

  private static void showMistakes(
      PageExchange exchange, Form form, Acceptance.Offer offer, FormMistakes mistakes)
      throws IOException {
    exchange.show(
        ErrorCode.VALIDATION_FAILED.status(),
        mistakes.on(view(offer, form.secret("token")).with("name", form.text("name"))));
  }

  private static PageView view(Acceptance.Offer offer, Sensitive token) {
    return PageView.of("register", "Invitation")
        .with("token", token.reveal())
        .with("email", offer.email().value())
        .with("workspace", offer.workspaceName())
        .with("isNew", offer.isNew());
  }
}
