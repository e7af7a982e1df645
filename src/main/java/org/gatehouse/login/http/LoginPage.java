package org.gatehouse.login.http;

import jakarta.inject.Inject;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import org.gatehouse.credential.PageCaller;
import org.gatehouse.credential.ProviderLinks;
import org.gatehouse.credential.SessionRenewal;
import org.gatehouse.kernel.AuthException;
import org.gatehouse.kernel.ErrorCode;
import org.gatehouse.login.LoginMethods;
import org.gatehouse.registration.OwnerRegistration;
import org.gatehouse.request.RequestOrigin;
import org.gatehouse.web.Form;
import org.gatehouse.web.FormServlet;
import org.gatehouse.web.PageExchange;
import org.gatehouse.web.PageView;
import org.gatehouse.web.ReturnAddress;
import org.gatehouse.web.WaitingTime;

/** Signing in, and going back to the page that needed it. */
public class LoginPage extends FormServlet {
  private static final long serialVersionUID = 1L;

  @Inject transient SessionRenewal logins;
  @Inject transient PageCaller caller;
  @Inject transient OwnerRegistration registration;
  @Inject transient ProviderLinks providers;
  @Inject transient LoginMethods methods;
  @Inject transient RequestOrigin origin;

  @Override
  protected void show(PageExchange exchange) throws IOException {
    // A provider where somebody has signed out gives back what we gave it.
    Optional<String> state = exchange.query("state");
    Optional<ReturnAddress> back =
        exchange.returnAddress().or(() -> state.flatMap(ReturnAddress::parse));
    if (caller.of(exchange).isPresent()) {
      exchange.seeOther(back);
    } else if (registration.isDone()) {
      exchange.show(
          200,
          view(exchange, back)
              .with("notice", exchange.query("done").or(() -> state).flatMap(this::notice)));
    } else {
      exchange.seeOther(exchange.path("/setup"));
    }
  }

  @Override
  protected void submit(PageExchange exchange, Form form) throws IOException {
    if (form.text("email").isBlank() || form.text("password").isEmpty()) {
      showAgain(exchange, form, 400, "Please enter your e-mail address and your password.");
      return;
    }
    Optional<SessionRenewal.Renewed> opened;
    try {
      opened =
          logins.signIn(
              form.text("email").strip(), form.secret("password"), origin.of(exchange.request()));
    } catch (AuthException notNow) {
      if (notNow.code() == ErrorCode.PASSWORD_LOGIN_OFF) {
        showAgain(exchange, form, notNow.code().status(), "Nobody signs in with a password here.");
        return;
      }
      showLater(exchange, form, notNow);
      return;
    }
    if (opened.isPresent()) {
      exchange.cookies(opened.get().cookies());
      exchange.seeOther(PageExchange.returnAddress(form));
    } else {
      ErrorCode code = ErrorCode.INVALID_CREDENTIALS;
      // RFC 9110, section 15.5.2, wants a challenge; Basic would open the browser's own dialog.
      exchange.header("WWW-Authenticate", "Bearer realm=\"Gatehouse\"");
      showAgain(exchange, form, code.status(), code.message());
    }
  }

  /** The address stays, so that only the password is typed again; the password never comes back. */
  @Override
  protected void showAgain(PageExchange exchange, Form form, int status, String reason)
      throws IOException {
    exchange.show(
        status,
        view(exchange, PageExchange.returnAddress(form))
            .with("error", reason)
            .with("email", form.text("email")));
  }

  @Override
  protected String wordsFor(ErrorCode refusal, Optional<Duration> wait) {
    return refusal == ErrorCode.OVERLOADED
        ? "Very many people are signing in right now. Please try again "
            + WaitingTime.words(wait)
            + "."
        : super.wordsFor(refusal, wait);
  }

  private PageView view(PageExchange exchange, Optional<ReturnAddress> back) {
    return PageView.of("login", "Sign in")
        .with("return", back.map(ReturnAddress::value))
        .with("withPassword", methods.password())
        .with("providers", providers.signIn(exchange.path(""), back));
  }

  private Optional<String> notice(String done) {
    return switch (done) {
      case "setup" -> Optional.of("Everything is set up. Sign in with your new account.");
      case "register" -> Optional.of("Welcome. Sign in with your account.");
      case "reset-password" ->
          Optional.of("Your password is another one now. Sign in with the new one.");
      case "verify" -> Optional.of("Your address is confirmed. Sign in with your account.");
      case "confirm-email-change" ->
          Optional.of("Your new address is confirmed. Sign in with it from now on.");
      case "logout" -> Optional.of("You are signed out.");
      default -> Optional.empty();
    };
  }
}
