package org.gatehouse.web;

import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.gatehouse.kernel.Sensitive;

/**
 * The two cookies that hold a login: always set together and cleared together, never readable by
 * scripts (RFC 6265). With {@code SECURE_COOKIES} they carry the {@code __Host-} prefix, so that no
 * neighbouring host or plain connection can plant one.
 *
 * <p>Header lines are written by hand: the cookie classes of Jakarta EE 9.1 know no {@code
 * SameSite}.
 */
public final class SessionCookies {
  private final Clock clock;
  private final boolean secure;
  private final String access;
  private final String refresh;

  /** Names and flags for plain or secure cookies, whose life this clock counts. */
  public SessionCookies(boolean secure, Clock clock) {
    this.clock = clock;
    String prefix = secure ? "__Host-" : "";
    this.secure = secure;
    this.access = prefix + "gatehouse-access";
    this.refresh = prefix + "gatehouse-refresh";
  }

  /** The access token of the request, if a cookie holds one. */
  public Optional<Sensitive> accessToken(HttpServletRequest request) {
    return value(request, access);
  }

  /** The refresh token of the request, if a cookie holds one. */
  public Optional<Sensitive> refreshToken(HttpServletRequest request) {
    return value(request, refresh);
  }

  /** Whether the request carries any cookie of a login. */
  public boolean areOn(HttpServletRequest request) {
    return accessToken(request).isPresent() || refreshToken(request).isPresent();
  }

  /** {@code Set-Cookie} values for a login; a cookie lives as long as its token. */
  public List<String> set(
      Sensitive accessToken, Instant accessExpiry, Sensitive refreshToken, Instant refreshExpiry) {
    return List.of(
        cookie(access, accessToken.reveal(), until(accessExpiry)),
        cookie(refresh, refreshToken.reveal(), until(refreshExpiry)));
  }

  /** Rounded up to seconds, so that a new token has the lifetime that the settings say. */
  private Duration until(Instant expiry) {
    return Duration.ofSeconds(
        Duration.between(clock.instant(), expiry).plusMillis(999).toSeconds());
  }

  /** {@code Set-Cookie} values that remove both. */
  public List<String> clear() {
    return List.of(cookie(access, "", Duration.ZERO), cookie(refresh, "", Duration.ZERO));
  }

  private String cookie(String name, String value, Duration life) {
    return name
        + "="
        + value
        + "; Path=/; Max-Age="
        + Math.max(0, life.toSeconds())
        + "; HttpOnly; SameSite=Lax"
        + (secure ? "; Secure" : "");
  }

  private static Optional<Sensitive> value(HttpServletRequest request, String name) {
    Cookie[] cookies = request.getCookies();
    if (cookies == null) {
      return Optional.empty();
    }
    return Arrays.stream(cookies)
        .filter(cookie -> cookie.getName().equals(name))
        .map(cookie -> unquoted(cookie.getValue()))
        .filter(value -> !value.isEmpty())
        .findFirst()
        .map(Sensitive::of);
  }

  /**
   * RFC 6265, section 4.1.1: a client may quote the value; not every server takes the quotes off.
   */
  private static String unquoted(String value) {
    boolean quoted = value.length() >= 2 && value.startsWith("\"") && value.endsWith("\"");
    return quoted ? value.substring(1, value.length() - 1) : value;
  }
}
