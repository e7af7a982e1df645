package org.gatehouse.web;

import jakarta.inject.Inject;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import org.gatehouse.kernel.AuthException;
import org.gatehouse.kernel.ErrorCode;

/**
 * A page with a form. What reaches {@link #submit(PageExchange, Form)} was sent by our own page.
 */
public abstract class FormServlet extends PageServlet {
  private static final long serialVersionUID = 1L;
  private static final int FORBIDDEN = 403;

  @Inject transient PageConfig config;

  /** Does what the form asks for. */
  protected abstract void submit(PageExchange exchange, Form form) throws IOException;

  /**
   * Shows the form again, of which nothing was done.
   *
   * @param reason in words, for the person
   */
  protected abstract void showAgain(PageExchange exchange, Form form, int status, String reason)
      throws IOException;

  /**
   * Shows the form again to somebody who has to wait, and says for how long.
   *
   * @throws AuthException the refusal, if it is another one
   */
  protected void showLater(PageExchange exchange, Form form, AuthException refusal)
      throws IOException {
    if (refusal.code() != ErrorCode.TOO_MANY_REQUESTS && refusal.code() != ErrorCode.OVERLOADED) {
      throw refusal;
    }
    Optional<Duration> wait = exchange.retryAfter(refusal);
    showAgain(exchange, form, refusal.code().status(), wordsFor(refusal.code(), wait));
  }

  /** Why somebody has to wait, for the person. */
  protected String wordsFor(ErrorCode refusal, Optional<Duration> wait) {
    return WaitingTime.afterTooMany(wait);
  }

  @Override
  final String allowed() {
    return "GET, HEAD, POST";
  }

  @Override
  final void submit(PageExchange exchange) throws IOException {
    Form form = Form.read(exchange.request());
    switch (csrf.judge(exchange.request(), form)) {
      case OURS -> submit(exchange, form);
      case FOREIGN -> showWhereWeAre(exchange, form);
      case WITHOUT_COOKIE ->
          showAgain(
              exchange,
              form,
              FORBIDDEN,
              "Your browser sent no cookie. Allow cookies for this site, then try again.");
      case STALE ->
          showAgain(
              exchange, form, FORBIDDEN, "This form had been open for too long. Please try again.");
    }
  }

  /** Mostly somebody who has typed 127.0.0.1 where the server is known as localhost. */
  private void showWhereWeAre(PageExchange exchange, Form form) throws IOException {
    String page = exchange.request().getServletPath();
    String here =
        PageExchange.returnAddress(form)
            .map(back -> page + "?return=" + back.encoded())
            .orElse(page);
    exchange.show(
        FORBIDDEN,
        PageView.of("foreign", "Wrong address")
            .with("address", config.origin() + exchange.path(here)));
  }
}
