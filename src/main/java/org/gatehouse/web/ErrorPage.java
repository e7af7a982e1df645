package org.gatehouse.web;

import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.gatehouse.kernel.AuthException;
import org.gatehouse.request.RequestOrigin;
import org.gatehouse.request.RetryAfter;
import org.gatehouse.rest.ErrorServlet;

/**
 * The container's error page: a page for people outside the API, and for everybody else a problem
 * as the API has them.
 */
public class ErrorPage extends ErrorServlet {
  private static final long serialVersionUID = 1L;
  private static final String REFUSAL = ErrorPage.class.getName();

  @Inject transient Pages pages;
  @Inject transient RequestOrigin requestOrigin;

  /** Remembers why a page answers with an error. */
  static void attach(AuthException refusal, HttpServletRequest request) {
    request.setAttribute(REFUSAL, refusal);
  }

  @Override
  protected void answer(
      HttpServletRequest request, HttpServletResponse response, AuthException refusal, String path)
      throws IOException {
    AuthException reason =
        request.getAttribute(REFUSAL) instanceof AuthException known ? known : refusal;
    if (isForPeople(request, path)) {
      Optional<Duration> wait = Optional.ofNullable(reason.retryAfter());
      wait.ifPresent(time -> response.setHeader("Retry-After", RetryAfter.header(time)));
      int status = reason.code().status();
      if (status == HttpServletResponse.SC_UNAUTHORIZED) {
        response.setHeader("WWW-Authenticate", "Bearer realm=\"Gatehouse\"");
      }
      pages.write(request, response, status, view(request, status, wait));
    } else {
      super.answer(request, response, reason, path);
    }
  }

  private PageView view(HttpServletRequest request, int status, Optional<Duration> wait) {
    ErrorWords words = ErrorWords.of(status, wait);
    return new PageView(
        "error",
        words.title(),
        Map.of(
            "status",
            status,
            "title",
            words.title(),
            "text",
            words.text(),
            "requestId",
            status >= 500 ? requestOrigin.of(request).requestId() : ""));
  }

  /** A browser says that it wants HTML; the API answers everybody alike. */
  private static boolean isForPeople(HttpServletRequest request, String path) {
    String api = request.getContextPath() + "/api";
    return RequestOrigin.wantsHtml(request) && !path.equals(api) && !path.startsWith(api + "/");
  }
}
