package org.gatehouse.credential;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;
import org.gatehouse.accesstoken.AccessTokenVerifier;
import org.gatehouse.accesstoken.TokenVerdict;
import org.gatehouse.kernel.AuthException;
import org.gatehouse.kernel.ErrorCode;
import org.gatehouse.kernel.Sensitive;
import org.gatehouse.request.RequestOrigin;
import org.gatehouse.web.SessionCookies;

/** Reads access tokens from the Authorization header (RFC 6750, section 2.1) or our cookie. */
final class TokenReader {
  private static final String SCHEME = "Bearer ";
  private static final String COOKIE = "COOKIE";

  private final AccessTokenVerifier verifier;
  private final SessionCookies cookies;

  TokenReader(AccessTokenVerifier verifier, SessionCookies cookies) {
    this.verifier = verifier;
    this.cookies = cookies;
  }

  CredentialVerdict readBearer(String authorization) {
    if (!authorization.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
      return new CredentialVerdict.Absent();
    }
    Sensitive token = Sensitive.of(authorization.substring(SCHEME.length()).strip());
    return judge(verifier.verify(token), "BEARER", false);
  }

  /** What an access cookie with this value is worth by itself. */
  CredentialVerdict readCookie(Sensitive token) {
    return judge(verifier.verify(token), COOKIE, false);
  }

  CredentialVerdict readCookies(HttpServletRequest request) {
    Optional<Sensitive> access = cookies.accessToken(request);
    // The access cookie goes with its token; the refresh cookie alone means that it expired.
    TokenVerdict verdict =
        access.isPresent() ? verifier.verify(access.get()) : new TokenVerdict.Expired();
    if (verdict instanceof TokenVerdict.Accepted) {
      return judge(verdict, COOKIE, false);
    }
    Optional<Sensitive> refresh = cookies.refreshToken(request);
    boolean canRefresh = refresh.isPresent() && RequestOrigin.isWebClient(request);
    CredentialVerdict otherwise =
        access.isPresent() || canRefresh
            ? judge(verdict, COOKIE, canRefresh)
            : new CredentialVerdict.Absent();
    return refresh.isPresent()
        ? new CredentialVerdict.Renewable(refresh.get(), otherwise)
        : otherwise;
  }

  private static CredentialVerdict judge(
      TokenVerdict verdict, String authType, boolean canRefresh) {
    if (verdict instanceof TokenVerdict.Accepted accepted) {
      return CredentialVerdict.Recognised.of(accepted.subject(), authType);
    }
    boolean expired = verdict instanceof TokenVerdict.Expired;
    ErrorCode code = expired && canRefresh ? ErrorCode.TOKEN_EXPIRED : ErrorCode.UNAUTHENTICATED;
    return new CredentialVerdict.Refused(new AuthException(code, "access token refused"));
  }
}
