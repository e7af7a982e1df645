package org.gatehouse.profile.http;

import jakarta.inject.Inject;
import java.io.IOException;
import java.util.Optional;
import org.gatehouse.credential.PageCaller;
import org.gatehouse.kernel.AuthException;
import org.gatehouse.kernel.EmailAddress;
import org.gatehouse.kernel.ErrorCode;
import org.gatehouse.kernel.Languages;
import org.gatehouse.profile.OwnAccount;
import org.gatehouse.profile.OwnSession;
import org.gatehouse.profile.ProfileChange;
import org.gatehouse.request.RequestOrigin;
import org.gatehouse.user.UserView;
import org.gatehouse.web.Form;
import org.gatehouse.web.FormMistakes;
import org.gatehouse.web.FormServlet;
import org.gatehouse.web.PageExchange;
import org.gatehouse.web.PageView;
import org.gatehouse.web.ReturnAddress;

/**
 * One's own account: several forms, each of which does one thing and says in the field {@code do}
 * which. Passwords that were typed never come back into the page.
 */
public class AccountPage extends FormServlet {
  private static final long serialVersionUID = 1L;
  private static final String ADDRESS = "/account";
  private static final String NAME = "name";
  private static final String EMAIL = "email";
  private static final String PASSWORD = "password";
  private static final String LANGUAGE = "language";
  private static final String SESSION = "session";
  private static final String OTHERS = "others";
  private static final String LINK = "link";
  private static final String UNLINK = "unlink";

  @Inject transient PageCaller caller;
  @Inject transient OwnAccount account;
  @Inject transient OwnLogins logins;
  @Inject transient OwnProviders providers;
  @Inject transient RequestOrigin origin;

  @Override
  protected void show(PageExchange exchange) throws IOException {
    Optional<OwnSession> own = own(exchange);
    if (own.isPresent()) {
      exchange.show(
          200, view(own.get()).with("notice", exchange.query("done").flatMap(AccountPage::notice)));
    }
  }

  @Override
  protected void submit(PageExchange exchange, Form form) throws IOException {
    Optional<OwnSession> own = own(exchange);
    if (own.isEmpty()) {
      return;
    }
    switch (form.text("do")) {
      case SESSION -> {
        logins.end(own.get(), form.text(SESSION));
        done(exchange, SESSION);
      }
      case OTHERS -> {
        logins.endOthers(own.get());
        done(exchange, OTHERS);
      }
      case UNLINK -> {
        Optional<String> refusal = providers.unlink(own.get(), form.text("identity"));
        if (refusal.isPresent()) {
          showAgain(exchange, form, ErrorCode.CONFLICT.status(), refusal.get());
        } else {
          done(exchange, UNLINK);
        }
      }
      case LINK -> link(exchange, form, own.get());
      default -> change(exchange, form, own.get());
    }
  }

  private void link(PageExchange exchange, Form form, OwnSession own) throws IOException {
    FormMistakes mistakes = new FormMistakes();
    checkPresent(mistakes, form);
    if (!mistakes.isEmpty()) {
      showMistakes(exchange, form, own, mistakes);
      return;
    }
    try {
      providers.link(exchange, own, form.text("provider"), form.secret(presentOf(form)));
    } catch (AuthException refusal) {
      showRefusal(exchange, form, own, refusal);
    }
  }

  private void change(PageExchange exchange, Form form, OwnSession own) throws IOException {
    FormMistakes mistakes = mistakes(form);
    if (!mistakes.isEmpty()) {
      showMistakes(exchange, form, own, mistakes);
      return;
    }
    OwnAccount.Changed changed;
    try {
      changed = account.change(own, change(form));
    } catch (AuthException refusal) {
      showRefusal(exchange, form, own, refusal);
      return;
    }
    // Whoever asks for the address that they have gets no mail to wait for.
    done(exchange, form.text("do").equals(EMAIL) && !changed.isLinkSent() ? "" : form.text("do"));
  }

  private static FormMistakes mistakes(Form form) {
    FormMistakes mistakes = new FormMistakes();
    switch (form.text("do")) {
      case NAME -> mistakes.checkName(form);
      case LANGUAGE -> {
        if (Languages.parse(form.text(LANGUAGE)).isEmpty()) {
          mistakes.add(LANGUAGE, "Please choose a language.");
        }
      }
      case EMAIL -> {
        mistakes.checkEmail(form);
        checkPresent(mistakes, form);
      }
      case PASSWORD -> {
        checkPresent(mistakes, form);
        mistakes.checkPassword(form);
      }
      default -> throw new AuthException(ErrorCode.BAD_REQUEST, "a form that the page has not");
    }
    return mistakes;
  }

  private static void checkPresent(FormMistakes mistakes, Form form) {
    if (form.text(presentOf(form)).isEmpty()) {
      mistakes.add(presentOf(form), "Please enter your present password.");
    }
  }

  /** The field of the present password: some forms have one, and no two fields one name. */
  private static String presentOf(Form form) {
    return switch (form.text("do")) {
      case EMAIL -> "emailPresent";
      case LINK -> "linkPresent";
      default -> "present";
    };
  }

  private static ProfileChange change(Form form) {
    ProfileChange none = ProfileChange.none();
    return switch (form.text("do")) {
      case NAME -> none.withName(form.text(NAME).strip());
      case LANGUAGE -> none.withLanguage(Languages.parse(form.text(LANGUAGE)).orElseThrow());
      case EMAIL ->
          none.withEmail(
              EmailAddress.parse(form.text(EMAIL).strip()).orElseThrow(),
              form.secret(presentOf(form)));
      default -> none.withPassword(form.secret(PASSWORD), form.secret(presentOf(form)));
    };
  }

  @Override
  protected void showAgain(PageExchange exchange, Form form, int status, String reason)
      throws IOException {
    Optional<OwnSession> own = own(exchange);
    if (own.isPresent()) {
      exchange.show(status, filled(own.get(), form).with("error", reason));
    }
  }

  private void showRefusal(PageExchange exchange, Form form, OwnSession own, AuthException refusal)
      throws IOException {
    switch (refusal.code()) {
      case WRONG_PASSWORD ->
          showMistakes(
              exchange,
              form,
              own,
              FormMistakes.of(presentOf(form), "This is not your present password."));
      case PASSWORD_REFUSED ->
          showMistakes(
              exchange, form, own, FormMistakes.of(PASSWORD, String.join(" ", refusal.reasons())));
      case MAIL_NOT_CONFIGURED ->
          showMistakes(
              exchange, form, own, FormMistakes.of(EMAIL, String.join(" ", refusal.reasons())));
      default -> showLater(exchange, form, refusal);
    }
  }

  private void showMistakes(PageExchange exchange, Form form, OwnSession own, FormMistakes mistakes)
      throws IOException {
    exchange.show(ErrorCode.VALIDATION_FAILED.status(), mistakes.on(filled(own, form)));
  }

  /** The caller; who is not signed in goes there first, and comes back. */
  private Optional<OwnSession> own(PageExchange exchange) {
    Optional<OwnSession> own =
        caller.of(exchange).map(found -> Own.of(found, origin, exchange.request()));
    if (own.isEmpty()) {
      String query =
          exchange
              .query("done")
              .filter(done -> notice(done).isPresent())
              .map(done -> "?done=" + done)
              .orElse("");
      exchange.seeOther(ReturnAddress.loginPage(exchange.path(""), exchange.path(ADDRESS + query)));
    }
    return own;
  }

  private PageView view(OwnSession own) {
    UserView user = account.get(own);
    PageView view =
        PageView.of("account", "Your account")
            .with(NAME, user.name())
            .with("address", user.email().value())
            .with("canMove", account.canMove())
            .with("german", user.language().getLanguage().equals("de"));
    return providers.on(logins.on(view, own), own);
  }

  private PageView filled(OwnSession own, Form form) {
    PageView view = view(own);
    return switch (form.text("do")) {
      case NAME -> view.with(NAME, form.text(NAME));
      case EMAIL -> view.with(EMAIL, form.text(EMAIL));
      default -> view;
    };
  }

  private static void done(PageExchange exchange, String what) {
    exchange.seeOther(exchange.path(ADDRESS + (what.isEmpty() ? "" : "?done=" + what)));
  }

  private static Optional<String> notice(String done) {
    return switch (done) {
      case NAME -> Optional.of("Your name is changed.");
      case LANGUAGE -> Optional.of("Mails to you are in this language from now on.");
      case EMAIL ->
          Optional.of(
              "Look into the mailbox of the new address: it counts once you have followed the"
                  + " link there.");
      case PASSWORD ->
          Optional.of("Your password is another one now. Every other device is signed out.");
      case SESSION -> Optional.of("That device is signed out.");
      case OTHERS -> Optional.of("Every other device is signed out.");
      case LINK -> Optional.of("From now on, you can sign in with that account, too.");
      case UNLINK -> Optional.of("That account no longer opens this one.");
      case "confirm-email-change" -> Optional.of("Your new address is confirmed.");
      default -> Optional.empty();
    };
  }
}
