package org.gatehouse.sso.oidc;

import java.util.Optional;
import org.gatehouse.jose.InvalidClaimException;
import org.gatehouse.jose.JwtClaims;
import org.gatehouse.jose.TokenTimes;
import org.gatehouse.sso.SignedOut;
import org.gatehouse.sso.SsoProblem;
import org.gatehouse.sso.SsoRefusal;

/**
 * What the claims of a logout token have to be (OpenID Connect Back-Channel Logout, section 2.6).
 */
final class LogoutTokenRules {
  private static final String EVENT = "http://schemas.openid.net/event/backchannel-logout";

  /** Section 2.4 advises two minutes at most between issue and expiry. */
  private static final long MAX_AGE = 600;

  private final Dialect dialect;
  private final OidcConfig config;
  private final TokenTimes times;

  LogoutTokenRules(Dialect dialect, OidcConfig config, TokenTimes times) {
    this.dialect = dialect;
    this.config = config;
    this.times = times;
  }

  /**
   * Checks a token whose signature was right.
   *
   * @throws SsoRefusal with what is wrong
   */
  SignedOut check(JwtClaims claims) {
    try {
      String issuer = claims.string("iss");
      if (!dialect.isIssuer(issuer) || !claims.isMeantFor(config.clientId())) {
        throw refused("logout-token-iss-or-aud");
      }
      time(claims);
      // An id_token has a nonce and no event: it must not pass for one of these.
      if (claims.has("nonce") || !claims.hasObject("events", EVENT)) {
        throw refused("logout-token-events");
      }
      Optional<String> subject = claims.findString("sub");
      Optional<String> session = claims.findString("sid");
      if (subject.isEmpty() && session.isEmpty()) {
        throw refused("logout-token-of-nobody");
      }
      return new SignedOut(issuer, subject, session);
    } catch (InvalidClaimException e) {
      throw refused("logout-token-claims");
    }
  }

  private void time(JwtClaims claims) {
    long now = times.clock().instant().getEpochSecond();
    long issued = claims.epochSecond("iat");
    boolean isOver = claims.findEpochSecond("exp").filter(times::isOver).isPresent();
    if (isOver || times.isFromTheFuture(issued) || issued < now - MAX_AGE) {
      throw refused("logout-token-time");
    }
  }

  private static SsoRefusal refused(String detail) {
    return new SsoRefusal(SsoProblem.UNTRUSTED, detail);
  }
}
