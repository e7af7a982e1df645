package org.gatehouse.credential;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;
import org.gatehouse.accesstoken.AccessTokenVerifier;
import org.gatehouse.kernel.Sensitive;
import org.gatehouse.login.BasicLogin;
import org.gatehouse.request.Caller;
import org.gatehouse.request.RequestOrigin;
import org.gatehouse.web.SessionCookies;

/** Reads the credentials of a request and judges them: Bearer, Basic, cookies. */
@ApplicationScoped
public class Credentials {
  private final TokenReader tokens;
  private final BasicReader basic;
  private final RequestOrigin origin;

  @Inject
  Credentials(
      AccessTokenVerifier verifier,
      SessionCookies cookies,
      BasicLogin basicLogin,
      RequestOrigin origin) {
    this.tokens = new TokenReader(verifier, cookies);
    this.basic = new BasicReader(basicLogin);
    this.origin = origin;
  }

  @SuppressWarnings("NullAway") // for the container's client proxy, which uses no field
  protected Credentials() {
    this(null, null, null, null);
  }

  /** The header decides where there is one: what a client states outranks what a browser adds. */
  public CredentialVerdict read(HttpServletRequest request) {
    String authorization = request.getHeader("Authorization");
    if (authorization == null) {
      return tokens.readCookies(request);
    }
    CredentialVerdict bearer = tokens.readBearer(authorization);
    return bearer instanceof CredentialVerdict.Absent
        ? basic.read(authorization, origin.of(request))
        : bearer;
  }

  /** Who a new access token of ours speaks of; empty if its session has ended meanwhile. */
  Optional<Caller> readAccessToken(Sensitive token) {
    return tokens.readCookie(token) instanceof CredentialVerdict.Recognised recognised
        ? Optional.of(recognised.caller())
        : Optional.empty();
  }
}
