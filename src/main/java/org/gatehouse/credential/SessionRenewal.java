package org.gatehouse.credential;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.gatehouse.attempt.LoginLimits;
import org.gatehouse.kernel.RequestContext;
import org.gatehouse.kernel.Sensitive;
import org.gatehouse.login.LoginResult;
import org.gatehouse.login.LoginTokens;
import org.gatehouse.login.PasswordLogin;
import org.gatehouse.login.TokenRefresh;
import org.gatehouse.request.Caller;
import org.gatehouse.web.SessionCookies;

/**
 * Opens and renews the login of a browser inside of a request: who the caller is from now on, and
 * the cookies that the answer has to carry.
 */
@ApplicationScoped
public class SessionRenewal {
  private final TokenRefresh tokenRefresh;
  private final PasswordLogin passwordLogin;
  private final LoginLimits limits;
  private final SessionCookies cookies;
  private final Credentials credentials;
  private final KnownBrowserCookie knownBrowser;

  @Inject
  SessionRenewal(
      TokenRefresh tokenRefresh,
      PasswordLogin passwordLogin,
      LoginLimits limits,
      SessionCookies cookies,
      Credentials credentials,
      KnownBrowserCookie knownBrowser) {
    this.tokenRefresh = tokenRefresh;
    this.passwordLogin = passwordLogin;
    this.limits = limits;
    this.cookies = cookies;
    this.credentials = credentials;
    this.knownBrowser = knownBrowser;
  }

  @SuppressWarnings("NullAway") // for the container's client proxy, which uses no field
  protected SessionRenewal() {
    this(null, null, null, null, null, null);
  }

  /**
   * A login that goes on.
   *
   * @param cookies values of {@code Set-Cookie}
   */
  public record Renewed(Caller caller, List<String> cookies) {
    /** Copies the list. */
    public Renewed {
      cookies = List.copyOf(cookies);
    }

    private Renewed with(String cookie) {
      return new Renewed(caller, Stream.concat(cookies.stream(), Stream.of(cookie)).toList());
    }
  }

  /**
   * Exchanges a refresh token: of parallel requests with one token, one rotates the session, and
   * all get the same cookies (the grace window of {@link TokenRefresh}). Empty if the token is
   * refused; only such attempts count against the limit.
   *
   * @throws org.gatehouse.kernel.AuthException too many refused attempts
   */
  public Optional<Renewed> renew(Sensitive refreshToken, RequestContext origin) {
    LoginLimits.Attempt attempt = limits.refresh(origin);
    Optional<Renewed> renewed = renewed(tokenRefresh.refresh(refreshToken, origin), origin);
    renewed.ifPresent(success -> attempt.giveBack());
    return renewed;
  }

  /**
   * Signs in with a password; empty if it is wrong.
   *
   * @throws org.gatehouse.kernel.AuthException too many failures, or too many sign-ins at once
   */
  public Optional<Renewed> signIn(String email, Sensitive password, RequestContext origin) {
    return renewed(passwordLogin.signIn(email, password, origin), origin)
        .map(login -> login.with(knownBrowser.letInto(email, origin)));
  }

  /** The login that a sign-in elsewhere has opened; empty if it has ended again. */
  public Optional<Renewed> opened(LoginResult.Success login, RequestContext origin) {
    return renewed(login, origin)
        .map(opened -> opened.with(knownBrowser.letInto(login.user().email(), origin)));
  }

  /**
   * A role that changed since the tokens were made makes them stale at once, though their session
   * goes on: one more exchange says what holds now.
   */
  private Optional<Renewed> renewed(LoginResult result, RequestContext origin) {
    if (!(result instanceof LoginResult.Success success)) {
      return Optional.empty();
    }
    Optional<Renewed> renewed = readable(success.tokens());
    return renewed.isEmpty()
            && tokenRefresh.refresh(success.tokens().refresh(), origin)
                instanceof LoginResult.Success again
        ? readable(again.tokens())
        : renewed;
  }

  private Optional<Renewed> readable(LoginTokens tokens) {
    return credentials
        .readAccessToken(tokens.access().token())
        .map(
            caller ->
                new Renewed(
                    caller,
                    cookies.set(
                        tokens.access().token(),
                        tokens.access().expiresAt(),
                        tokens.refresh(),
                        tokens.refreshExpiresAt())));
  }
}
