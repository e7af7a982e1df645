package org.gatehouse.container;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import org.gatehouse.config.value.Origin;
import org.gatehouse.credential.CredentialVerdict;
import org.gatehouse.kernel.AuthException;
import org.gatehouse.kernel.ErrorCode;
import org.gatehouse.request.HttpConfig;
import org.gatehouse.request.RequestOrigin;
import org.gatehouse.request.RetryAfter;
import org.gatehouse.rest.ProblemAnswer;
import org.gatehouse.web.ReturnAddress;
import org.gatehouse.web.SessionCookies;
import org.jspecify.annotations.Nullable;

/**
 * Answers a request that needs a caller and has none: a browser is led to the sign-in page and from
 * there back to where it wanted to go, any other client is told what to send.
 */
final class Challenge {
  private final String gatehouse;
  private final SessionCookies cookies;
  private final HttpConfig config;

  /**
   * Leads to the sign-in page of this context.
   *
   * @param gatehouse Gatehouse's context path
   */
  Challenge(String gatehouse, SessionCookies cookies, HttpConfig config) {
    this.gatehouse = gatehouse;
    this.cookies = cookies;
    this.config = config;
  }

  void answer(CredentialVerdict verdict, HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    AuthException reason =
        verdict instanceof CredentialVerdict.Refused refused
            ? refused.reason()
            : new AuthException(ErrorCode.UNAUTHENTICATED, "no credentials");
    if (!isNavigation(request)) {
      ProblemAnswer.of(reason, request, request.getRequestURI(), config).writeTo(response);
    } else if (reason.code().status() == HttpServletResponse.SC_UNAUTHORIZED) {
      leadToSignIn(request, response);
    } else {
      Duration wait = reason.retryAfter();
      if (wait != null) {
        response.setHeader("Retry-After", RetryAfter.header(wait));
      }
      response.sendError(reason.code().status());
    }
  }

  /** What a person's browser sends to show a page, and no script's call does. */
  private static boolean isNavigation(HttpServletRequest request) {
    String mode = request.getHeader("Sec-Fetch-Mode");
    return RequestOrigin.wantsHtml(request)
        && (mode == null || mode.equals("navigate"))
        && request.getHeader("Authorization") == null
        && request.getHeader("X-Requested-With") == null
        && request.getHeader("x-request-from") == null;
  }

  private void leadToSignIn(HttpServletRequest request, HttpServletResponse response) {
    if (cookies.areOn(request)) {
      // They are worth nothing: otherwise each further request would ask the database again.
      cookies.clear().forEach(cookie -> response.addHeader("Set-Cookie", cookie));
    }
    boolean isRead = request.getMethod().equals("GET") || request.getMethod().equals("HEAD");
    // A form that was sent cannot be sent again after the sign-in: 303 makes it a GET.
    response.setStatus(isRead ? HttpServletResponse.SC_FOUND : HttpServletResponse.SC_SEE_OTHER);
    response.setHeader("Cache-Control", "no-store");
    String wanted = isRead ? address(request) : page(request);
    response.setHeader("Location", ReturnAddress.loginPage(gatehouse, wanted));
  }

  private static String address(HttpServletRequest request) {
    return address(request.getRequestURI(), request.getQueryString());
  }

  private static String address(String path, @Nullable String query) {
    return query == null ? path : path + "?" + query;
  }

  /** The page that the form stands on, if that is ours; else the application's first page. */
  private String page(HttpServletRequest request) {
    String referer = request.getHeader("Referer");
    try {
      URI page = Origin.webAddress(referer == null ? "" : referer);
      if (config.origins().contains(Origin.of(page).value())) {
        return address(page.getRawPath(), page.getRawQuery());
      }
    } catch (IllegalArgumentException noAddress) {
      // As if there were none.
    }
    return request.getContextPath() + "/";
  }
}
