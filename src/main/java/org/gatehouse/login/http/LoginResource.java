package org.gatehouse.login.http;

import jakarta.annotation.security.PermitAll;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Optional;
import org.gatehouse.attempt.LoginLimits;
import org.gatehouse.credential.KnownBrowserCookie;
import org.gatehouse.kernel.AuthException;
import org.gatehouse.kernel.ErrorCode;
import org.gatehouse.kernel.RequestContext;
import org.gatehouse.kernel.Sensitive;
import org.gatehouse.login.LoginResult;
import org.gatehouse.login.PasswordLogin;
import org.gatehouse.login.TokenRefresh;
import org.gatehouse.request.RequestOrigin;
import org.gatehouse.web.SessionCookies;

/** Signing in and staying signed in. */
@Path("/auth")
@PermitAll
@ApplicationScoped
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
public class LoginResource {
  @Inject PasswordLogin passwordLogin;
  @Inject TokenRefresh tokenRefresh;
  @Inject LoginLimits limits;
  @Inject LoginAnswers answers;
  @Inject SessionCookies cookies;
  @Inject RequestOrigin origin;
  @Inject KnownBrowserCookie knownBrowser;

  /** Signs in with e-mail address and password. */
  @POST
  @Path("/login")
  public Response login(LoginRequest login, @Context HttpServletRequest request) {
    RequestContext from = origin.of(request);
    Response answer =
        answers.answer(passwordLogin.signIn(login.email(), login.password(), from), request);
    if (RequestOrigin.isWebClient(request)) {
      answer.getHeaders().add("Set-Cookie", knownBrowser.letInto(login.email(), from));
    }
    return answer;
  }

  /** Exchanges the refresh token, of the cookie or of the body, for new tokens. */
  @POST
  @Path("/refreshToken")
  public Response refresh(RefreshRequest body, @Context HttpServletRequest request) {
    Sensitive token =
        Optional.ofNullable(body.refreshToken())
            .or(() -> cookies.refreshToken(request))
            .orElseThrow(
                () -> new AuthException(ErrorCode.REFRESH_TOKEN_EXPIRED, "no refresh token"));
    LoginLimits.Attempt attempt = limits.refresh(origin.of(request));
    LoginResult result = tokenRefresh.refresh(token, origin.of(request));
    if (result instanceof LoginResult.Success) {
      attempt.giveBack();
    }
    return answers.answer(result, request);
  }
}
