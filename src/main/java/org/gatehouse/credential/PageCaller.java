package org.gatehouse.credential;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Optional;
import org.gatehouse.kernel.Sensitive;
import org.gatehouse.request.Caller;
import org.gatehouse.request.RequestOrigin;
import org.gatehouse.web.PageExchange;
import org.gatehouse.web.SessionCookies;

/**
 * Who looks at a page. An access token that has expired is no reason to ask for the password: where
 * the refresh cookie is still good, the login is renewed in passing.
 */
@ApplicationScoped
public class PageCaller {
  private final SessionRenewal logins;
  private final SessionCookies cookies;
  private final RequestOrigin origin;

  @Inject
  PageCaller(SessionRenewal logins, SessionCookies cookies, RequestOrigin origin) {
    this.logins = logins;
    this.cookies = cookies;
    this.origin = origin;
  }

  @SuppressWarnings("NullAway") // for the container's client proxy, which uses no field
  protected PageCaller() {
    this(null, null, null);
  }

  /**
   * The caller, if there is one.
   *
   * @throws org.gatehouse.kernel.AuthException too many refused attempts to renew
   */
  public Optional<Caller> of(PageExchange exchange) {
    Optional<Caller> known = Caller.of(exchange.request());
    return known.isPresent() ? known : renewed(exchange);
  }

  private Optional<Caller> renewed(PageExchange exchange) {
    Optional<Sensitive> token = cookies.refreshToken(exchange.request());
    if (token.isEmpty() || exchange.request().getMethod().equals("HEAD")) {
      return Optional.empty();
    }
    Optional<SessionRenewal.Renewed> renewed =
        logins.renew(token.get(), origin.of(exchange.request()));
    exchange.cookies(renewed.map(SessionRenewal.Renewed::cookies).orElseGet(cookies::clear));
    renewed.ifPresent(login -> login.caller().attachTo(exchange.request()));
    return renewed.map(SessionRenewal.Renewed::caller);
  }
}
