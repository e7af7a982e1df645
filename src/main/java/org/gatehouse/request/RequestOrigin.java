package org.gatehouse.request;

import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import org.gatehouse.config.value.TrustedProxies;
import org.gatehouse.kernel.Actor;
import org.gatehouse.kernel.RequestContext;
import org.gatehouse.kernel.Sensitive;
import org.jspecify.annotations.Nullable;

/** Finds out where a request comes from: once a request, whoever asks first. */
public final class RequestOrigin {
  private static final String ATTRIBUTE = RequestContext.class.getName();
  private static final int MAX_AGENT = 255;

  /** The plain name of the cookie by which a browser is known to accounts. */
  public static final String BROWSER_COOKIE = "gatehouse-browser";

  /** Five accounts take less than 400. */
  private static final int MAX_BROWSER = 1000;

  private final TrustedProxies trustedProxies;

  /** Takes the word of these proxies for the client's address, and of nobody else. */
  public RequestOrigin(TrustedProxies trustedProxies) {
    this.trustedProxies = trustedProxies;
  }

  /** The context of this request. */
  public RequestContext of(HttpServletRequest request) {
    if (request.getAttribute(ATTRIBUTE) instanceof RequestContext known) {
      return known;
    }
    RequestContext found =
        new RequestContext(
            ClientAddress.of(trustedProxies, request.getRemoteAddr(), forwardedFor(request)),
            agent(request),
            UUID.randomUUID().toString(),
            browser(request));
    request.setAttribute(ATTRIBUTE, found);
    return found;
  }

  /**
   * Who makes this request, and from where.
   *
   * @throws org.gatehouse.kernel.AuthException if nobody is known
   */
  public Actor actor(HttpServletRequest request) {
    return new Actor(Caller.get(request).user(), of(request));
  }

  /** RFC 9110, section 5.3: several header lines are one list. */
  private static @Nullable String forwardedFor(HttpServletRequest request) {
    List<String> lines = Collections.list(request.getHeaders("X-Forwarded-For"));
    return lines.isEmpty() ? null : String.join(",", lines);
  }

  /** Whether the request says that it comes from a web client, which is answered with cookies. */
  public static boolean isWebClient(HttpServletRequest request) {
    return "internal".equals(request.getHeader("x-request-from"));
  }

  /** Whether the client says that it shows HTML, as a browser does for a page. */
  public static boolean wantsHtml(HttpServletRequest request) {
    String accept = request.getHeader("Accept");
    return accept != null && accept.contains("text/html");
  }

  /** Under the name of a plain or of a secure cookie: whoever reads it checks its code. */
  private static @Nullable Sensitive browser(HttpServletRequest request) {
    Cookie[] cookies = request.getCookies();
    return cookies == null
        ? null
        : Arrays.stream(cookies)
            .filter(cookie -> cookie.getName().endsWith(BROWSER_COOKIE))
            .map(Cookie::getValue)
            .filter(value -> value.length() <= MAX_BROWSER)
            .findFirst()
            .map(Sensitive::of)
            .orElse(null);
  }

  /** Control characters would let a client write lines of its own into a log. */
  private static String agent(HttpServletRequest request) {
    String header = request.getHeader("User-Agent");
    if (header == null) {
      return "";
    }
    String printable = header.replaceAll("\\p{Cc}", " ");
    return printable.length() > MAX_AGENT ? printable.substring(0, MAX_AGENT) : printable;
  }
}
