package org.gatehouse.login.http;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.core.Response;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.gatehouse.kernel.AuthException;
import org.gatehouse.login.LoginResult;
import org.gatehouse.login.LoginTokens;
import org.gatehouse.request.RequestOrigin;
import org.gatehouse.web.SessionCookies;

/**
 * Answers with tokens in the body or in cookies, never in both: a web client, which says so in a
 * header, gets cookies that no script can read.
 */
@ApplicationScoped
class LoginAnswers {
  private final SessionCookies cookies;
  private final Clock clock;

  @Inject
  LoginAnswers(SessionCookies cookies, Clock clock) {
    this.cookies = cookies;
    this.clock = clock;
  }

  @SuppressWarnings("NullAway") // for the container's client proxy, which uses no field
  protected LoginAnswers() {
    this(null, null);
  }

  /**
   * The answer to a success.
   *
   * @throws AuthException the refusal
   */
  Response answer(LoginResult result, HttpServletRequest request) {
    if (result instanceof LoginResult.Success success) {
      return RequestOrigin.isWebClient(request) ? withCookies(success) : withBody(success);
    }
    throw new AuthException(((LoginResult.Refused) result).code(), "login refused");
  }

  /** {@code Set-Cookie} values of a login. */
  List<String> cookies(LoginTokens tokens) {
    return cookies.set(
        tokens.access().token(),
        tokens.access().expiresAt(),
        tokens.refresh(),
        tokens.refreshExpiresAt());
  }

  /** Takes the cookies away. */
  List<String> cleared() {
    return cookies.clear();
  }

  private Response withBody(LoginResult.Success success) {
    LoginTokens tokens = success.tokens();
    return Response.ok(
            UserResponse.of(
                success.user(),
                new UserResponse.BodyTokens(
                    tokens.access().token(),
                    tokens.refresh(),
                    until(tokens.access().expiresAt()).toSeconds())))
        .build();
  }

  private Response withCookies(LoginResult.Success success) {
    Response.ResponseBuilder response = Response.ok(UserResponse.of(success.user(), null));
    cookies(success.tokens()).forEach(cookie -> response.header("Set-Cookie", cookie));
    return response.build();
  }

  /** Rounded up to seconds, so that a new token has the lifetime that the settings say. */
  private Duration until(Instant expiry) {
    return Duration.ofSeconds(
        Duration.between(clock.instant(), expiry).plusMillis(999).toSeconds());
  }
}
