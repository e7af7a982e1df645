package org.gatehouse.registration.http;

import jakarta.inject.Inject;
import java.io.IOException;
import java.util.Locale;
import java.util.Optional;
import org.gatehouse.kernel.AuthException;
import org.gatehouse.kernel.EmailAddress;
import org.gatehouse.kernel.ErrorCode;
import org.gatehouse.registration.OwnerApplication;
import org.gatehouse.registration.OwnerRegistration;
import org.gatehouse.request.RequestLanguage;
import org.gatehouse.request.RequestOrigin;
import org.gatehouse.web.Form;
import org.gatehouse.web.FormMistakes;
import org.gatehouse.web.FormServlet;
import org.gatehouse.web.PageExchange;
import org.gatehouse.web.PageView;

/**
 * Becoming the first owner. The set-up token is typed or pasted, never taken from an address, which
 * browsers and proxies keep; and it does not come back into the page.
 */
public class SetupPage extends FormServlet {
  private static final long serialVersionUID = 1L;

  @Inject transient OwnerRegistration registration;
  @Inject transient RequestOrigin origin;

  @Override
  protected void show(PageExchange exchange) throws IOException {
    if (registration.isDone()) {
      exchange.seeOther(exchange.path("/login"));
    } else {
      exchange.show(200, view());
    }
  }

  @Override
  protected void submit(PageExchange exchange, Form form) throws IOException {
    if (registration.isDone()) {
      exchange.seeOther(exchange.path("/login"));
      return;
    }
    FormMistakes mistakes = mistakes(form);
    if (!mistakes.isEmpty()) {
      showMistakes(exchange, form, mistakes);
      return;
    }
    try {
      registration.register(
          application(form, RequestLanguage.of(exchange.request())),
          Optional.of(form.secret("token")),
          false,
          origin.of(exchange.request()));
    } catch (AuthException refusal) {
      showRefusal(exchange, form, refusal);
      return;
    }
    exchange.seeOther(exchange.path("/login?done=setup"));
  }

  @Override
  protected void showAgain(PageExchange exchange, Form form, int status, String reason)
      throws IOException {
    exchange.show(status, filled(form).with("error", reason));
  }

  private static FormMistakes mistakes(Form form) {
    FormMistakes mistakes = new FormMistakes();
    if (form.text("token").isBlank()) {
      mistakes.add("token", "Please enter the set-up token.");
    }
    mistakes.checkName(form).checkEmail(form).checkPassword(form);
    if (form.text("organization").length() > FormMistakes.MAX_NAME) {
      mistakes.add("organization", "Please use at most 100 characters.");
    }
    return mistakes;
  }

  private static OwnerApplication application(Form form, Locale language) {
    return new OwnerApplication(
        form.text("name").strip(),
        EmailAddress.parse(form.text("email").strip()).orElseThrow(),
        form.secret("password"),
        OrganizationName.of(form.text("organization")),
        language);
  }

  private void showRefusal(PageExchange exchange, Form form, AuthException refusal)
      throws IOException {
    switch (refusal.code()) {
      case INVALID_TEMPORARY_TOKEN ->
          showMistakes(
              exchange,
              form,
              FormMistakes.of("token", "This is not the set-up token of this server."));
      case PASSWORD_REFUSED ->
          showMistakes(
              exchange, form, FormMistakes.of("password", String.join(" ", refusal.reasons())));
      default -> showLater(exchange, form, refusal);
    }
  }

  private static void showMistakes(PageExchange exchange, Form form, FormMistakes mistakes)
      throws IOException {
    exchange.show(ErrorCode.VALIDATION_FAILED.status(), mistakes.on(filled(form)));
  }

  private static PageView view() {
    return PageView.of("setup", "Set up");
  }

  private static PageView filled(Form form) {
    return view()
        .with("name", form.text("name"))
        .with("email", form.text("email"))
        .with("organization", form.text("organization"));
  }
}
