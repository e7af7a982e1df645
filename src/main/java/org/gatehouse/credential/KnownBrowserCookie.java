package org.gatehouse.credential;

import org.gatehouse.attempt.KnownBrowsers;
import org.gatehouse.attempt.LoginLimits;
import org.gatehouse.kernel.RequestContext;
import org.gatehouse.request.RequestOrigin;
import org.gatehouse.web.OwnCookie;

/** The cookie by which a browser that was let into an account before has attempts of its own. */
public final class KnownBrowserCookie {
  private final KnownBrowsers browsers;
  private final OwnCookie cookie;

  /** A plain or a secure cookie. */
  public KnownBrowserCookie(KnownBrowsers browsers, boolean secure) {
    this.browsers = browsers;
    this.cookie = OwnCookie.named(RequestOrigin.BROWSER_COOKIE, secure);
  }

  /** {@code Set-Cookie} value for a browser that was let into this account. */
  public String letInto(String account, RequestContext origin) {
    return cookie.line(
        browsers.with(origin.browser(), LoginLimits.accountKey(account)).reveal(),
        "; Max-Age=" + KnownBrowsers.KEPT.toSeconds());
  }
}
