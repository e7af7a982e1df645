package org.gatehouse.web;

import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.gatehouse.kernel.Sensitive;

/**
 * The two cookies that hold a login: always set together and cleared together, never readable by
 * scripts, with {@code SECURE_COOKIES} only sent over TLS.
 */
public final class SessionCookies {
  private final Clock clock;
  private final OwnCookie access;
  private final OwnCookie refresh;

  /** Names and flags for plain or secure cookies, whose life this clock counts. */
  public SessionCookies(boolean secure, Clock clock) {
    this.clock = clock;
    this.access = OwnCookie.named("gatehouse-access", secure);
    this.refresh = OwnCookie.named("gatehouse-refresh", secure);
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
        cookie(access, accessToken.reveal(), lifeUntil(accessExpiry)),
        cookie(refresh, refreshToken.reveal(), lifeUntil(refreshExpiry)));
  }

  /**
   * What is left of a token's life: rounded up to seconds, so that a new one has the lifetime that
   * the settings say.
   */
  public Duration lifeUntil(Instant expiry) {
    return Duration.ofSeconds(
        Duration.between(clock.instant(), expiry).plusMillis(999).toSeconds());
  }

  /** {@code Set-Cookie} values that remove both. */
  public List<String> clear() {
    return List.of(cookie(access, "", Duration.ZERO), cookie(refresh, "", Duration.ZERO));
  }

  private static String cookie(OwnCookie cookie, String value, Duration life) {
    return cookie.line(value, "; Max-Age=" + Math.max(0, life.toSeconds()));
  }

  private static Optional<Sensitive> value(HttpServletRequest request, OwnCookie cookie) {
    return cookie
        .values(request)
        .map(SessionCookies::unquoted)
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
