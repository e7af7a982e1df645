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

  CredentialVerdict readCookies(HttpServletRequest request) {
    Optional<Sensitive> token = cookies.accessToken(request);
    if (token.isPresent()) {
      TokenVerdict verdict = verifier.verify(token.get());
      // The refresh cookie is only looked for where it matters.
      return verdict instanceof TokenVerdict.Accepted
          ? judge(verdict, "COOKIE", false)
          : cookies
              .refreshToken(request)
              .<CredentialVerdict>map(
                  refresh ->
                      new CredentialVerdict.Renewable(
                          refresh, judge(verdict, "COOKIE", RequestOrigin.isWebClient(request))))
              .orElseGet(() -> judge(verdict, "COOKIE", false));
    }
    // The access cookie goes with its token; the refresh cookie alone means that it expired.
    return cookies
        .refreshToken(request)
        .<CredentialVerdict>map(
            refresh ->
                new CredentialVerdict.Renewable(
                    refresh,
                    RequestOrigin.isWebClient(request)
                        ? refused(ErrorCode.TOKEN_EXPIRED)
                        : new CredentialVerdict.Absent()))
        .orElseGet(CredentialVerdict.Absent::new);
  }

  private static CredentialVerdict judge(
      TokenVerdict verdict, String authType, boolean canRefresh) {
    if (verdict instanceof TokenVerdict.Accepted accepted) {
      return CredentialVerdict.Recognised.of(accepted.subject(), authType);
    }
    boolean expired = verdict instanceof TokenVerdict.Expired;
    return refused(expired && canRefresh ? ErrorCode.TOKEN_EXPIRED : ErrorCode.UNAUTHENTICATED);
  }

  private static CredentialVerdict refused(ErrorCode code) {
    return new CredentialVerdict.Refused(new AuthException(code, "access token refused"));
  }
}
