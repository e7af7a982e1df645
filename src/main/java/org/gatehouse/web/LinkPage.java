package org.gatehouse.web;

import java.io.IOException;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.gatehouse.kernel.AuthException;
import org.gatehouse.kernel.ErrorCode;
import org.gatehouse.kernel.RequestContext;
import org.gatehouse.kernel.Sensitive;

/**
 * A page that a link of a mail opens. To open it uses nothing up, since scanners of mail follow
 * links; its form does. Nothing is typed that the link says itself, such as the address.
 *
 * @param <T> what a good link stands for
 */
public abstract class LinkPage<T> extends FormServlet {
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

  /** What the link stands for, if it is good. */
  protected abstract Optional<T> look(Sensitive token, RequestContext from);

  /** The page with what the link stands for. */
  protected abstract PageView fill(PageView view, T found);

  /** The page with what was typed, but for secrets. */
  protected PageView fillTyped(PageView view, Form form) {
    return view;
  }

  /** What is wrong in the form. */
  protected FormMistakes mistakes(Form form, T found) {
    return new FormMistakes();
  }

  /**
   * Does what the link is for.
   *
   * @throws AuthException if it is refused
   */
  protected abstract void use(T found, Sensitive token, Form form, PageExchange exchange);

  /** Where somebody goes for whom it is done. */
  protected String next(PageExchange exchange) {
    return "/login?done=" + page;
  }

  @Override
  protected void show(PageExchange exchange) throws IOException {
    Sensitive token = Sensitive.of(exchange.query("token").orElse(""));
    Optional<T> found = look(token, from(exchange));
    if (found.isPresent()) {
      show(exchange, 200, token, found.get(), UnaryOperator.identity());
    } else {
      showGone(exchange);
    }
  }

  @Override
  protected void submit(PageExchange exchange, Form form) throws IOException {
    Sensitive token = form.secret("token");
    Optional<T> found = look(token, from(exchange));
    if (found.isEmpty()) {
      showGone(exchange);
      return;
    }
    FormMistakes mistakes = mistakes(form, found.get());
    if (!mistakes.isEmpty()) {
      showMistakes(exchange, form, found.get(), mistakes);
      return;
    }
    try {
      use(found.get(), token, form, exchange);
    } catch (AuthException refusal) {
      showRefusal(exchange, form, found.get(), refusal);
      return;
    }
    exchange.seeOther(exchange.path(next(exchange)));
  }

  @Override
  protected void showAgain(PageExchange exchange, Form form, int status, String reason)
      throws IOException {
    Sensitive token = form.secret("token");
    Optional<T> found = look(token, from(exchange));
    if (found.isPresent()) {
      show(
          exchange,
          status,
          token,
          found.get(),
          view -> fillTyped(view, form).with("error", reason));
    } else {
      showGone(exchange);
    }
  }

  private void showRefusal(PageExchange exchange, Form form, T found, AuthException refusal)
      throws IOException {
    switch (refusal.code()) {
      case INVALID_TEMPORARY_TOKEN -> showGone(exchange);
      case PASSWORD_REFUSED ->
          showMistakes(
              exchange,
              form,
              found,
              FormMistakes.of("password", String.join(" ", refusal.reasons())));
      default -> showLater(exchange, form, refusal);
    }
  }

  private void showMistakes(PageExchange exchange, Form form, T found, FormMistakes mistakes)
      throws IOException {
    show(
        exchange,
        ErrorCode.VALIDATION_FAILED.status(),
        form.secret("token"),
        found,
        view -> mistakes.on(fillTyped(view, form)));
  }

  private void show(
      PageExchange exchange, int status, Sensitive token, T found, UnaryOperator<PageView> more)
      throws IOException {
    PageView view = fill(PageView.of(page, title).with("token", token.reveal()), found);
    exchange.show(status, more.apply(view));
  }

  private void showGone(PageExchange exchange) throws IOException {
    exchange.show(
        ErrorCode.INVALID_TEMPORARY_TOKEN.status(), PageView.of(page, title).with("gone", true));
  }

  /** Where the request comes from. */
  protected final RequestContext from(PageExchange exchange) {
    return requestOrigin.of(exchange.request());
  }
}
