package org.gatehouse.web;

import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Arrays;
import java.util.stream.Stream;

/**
 * One cookie of ours: never readable by scripts, never sent with another site's forms (RFC 6265).
 * Secure ones carry the {@code __Host-} prefix, so that no neighbouring host or plain connection
 * can plant one.
 *
 * <p>Header lines are written by hand: the cookie classes of Jakarta EE 9.1 know no {@code
 * SameSite}.
 */
public record OwnCookie(String name, boolean secure) {
  /** With the prefix, if it is secure. */
  public static OwnCookie named(String plainName, boolean secure) {
    return new OwnCookie((secure ? "__Host-" : "") + plainName, secure);
  }

  /**
   * The value of a {@code Set-Cookie} header.
   *
   * @param life {@code "; Max-Age=…"}, or empty: as long as the browser's session
   */
  public String line(String value, String life) {
    return name
        + "="
        + value
        + "; Path=/"
        + life
        + "; HttpOnly; SameSite=Lax"
        + (secure ? "; Secure" : "");
  }

  /** Every value that the request has for it, in the request's order. */
  public Stream<String> values(HttpServletRequest request) {
    Cookie[] cookies = request.getCookies();
    return cookies == null
        ? Stream.empty()
        : Arrays.stream(cookies)
            .filter(cookie -> cookie.getName().equals(name))
            .map(Cookie::getValue);
  }
}
