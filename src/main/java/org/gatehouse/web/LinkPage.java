package org.gatehouse.web;

import java.io.IOException;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.gatehouse.kernel.AuthException;
import org.gatehouse.kernel.EmailAddress;
import org.gatehouse.kernel.ErrorCode;
import org.gatehouse.kernel.RequestContext;
import org.gatehouse.kernel.Sensitive;

/**
 * A page that a link of a mail opens. To open it uses nothing up, since scanners of mail follow
 * links; its form does. The address is not typed: it is that of the link.
 */
public abstract class LinkPage extends FormServlet {
  private static final long serialVersionUID = 1L;

  private final String page;
  private final String title;

  /**
   * A page.
   *
   * @param page its name, which is that of its template, too
   */
  protected LinkPage(String page, String title) {
    this.page = page;
    this.title = title;
  }

  /** Whose link this is, if it is good. */
  protected abstract Optional<EmailAddress> look(Sensitive token, RequestContext from);

  /** What is wrong in the form. */
  protected abstract FormMistakes mistakes(Form form);

  /**
   * Does what the link is for.
   *
   * @throws AuthException if it is refused
   */
  protected abstract void use(EmailAddress email, Sensitive token, Form form, RequestContext from);

  /** Where somebody goes for whom it is done. */
  protected String next(PageExchange exchange) {
    return "/login?done=" + page;
  }

  @Override
  protected void show(PageExchange exchange) throws IOException {
    Sensitive token = Sensitive.of(exchange.query("token").orElse(""));
    show(exchange, 200, token, UnaryOperator.identity());
  }

  @Override
  protected void submit(PageExchange exchange, Form form) throws IOException {
    Sensitive token = form.secret("token");
    Optional<EmailAddress> email = look(token, from(exchange));
    if (email.isEmpty()) {
      showGone(exchange);
      return;
    }
    FormMistakes mistakes = mistakes(form);
    if (!mistakes.isEmpty()) {
      showMistakes(exchange, token, mistakes);
      return;
    }
    try {
      use(email.get(), token, form, from(exchange));
    } catch (AuthException refusal) {
      showRefusal(exchange, form, refusal);
      return;
    }
    exchange.seeOther(exchange.path(next(exchange)));
  }

  @Override
  protected void showAgain(PageExchange exchange, Form form, int status, String reason)
      throws IOException {
    show(exchange, status, form.secret("token"), view -> view.with("error", reason));
  }

  private void showRefusal(PageExchange exchange, Form form, AuthException refusal)
      throws IOException {
    switch (refusal.code()) {
      case INVALID_TEMPORARY_TOKEN -> showGone(exchange);
      case PASSWORD_REFUSED ->
          showMistakes(
              exchange,
              form.secret("token"),
              FormMistakes.of("password", String.join(" ", refusal.reasons())));
      default -> showLater(exchange, form, refusal);
    }
  }

  private void showMistakes(PageExchange exchange, Sensitive token, FormMistakes mistakes)
      throws IOException {
    show(exchange, ErrorCode.VALIDATION_FAILED.status(), token, mistakes::on);
  }

  private void show(
      PageExchange exchange, int status, Sensitive token, UnaryOperator<PageView> more)
      throws IOException {
    Optional<EmailAddress> email = look(token, from(exchange));
    if (email.isEmpty()) {
      showGone(exchange);
      return;
    }
    PageView view =
        PageView.of(page, title).with("token", token.reveal()).with("email", email.get().value());
    exchange.show(status, more.apply(view));
  }

  private void showGone(PageExchange exchange) throws IOException {
    exchange.show(
        ErrorCode.INVALID_TEMPORARY_TOKEN.status(), PageView.of(page, title).with("gone", true));
  }

  private RequestContext from(PageExchange exchange) {
    return requestOrigin.of(exchange.request());
  }
}
