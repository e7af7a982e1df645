package org.gatehouse.login.http;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.core.Response;
import org.gatehouse.accesstoken.AccessToken;
import org.gatehouse.kernel.AuthException;
import org.gatehouse.kernel.Sensitive;
import org.gatehouse.login.LoginResult;
import org.gatehouse.login.LoginTokens;
import org.gatehouse.login.WorkspaceChoice;
import org.gatehouse.request.RequestOrigin;
import org.gatehouse.web.SessionCookies;
import org.jspecify.annotations.Nullable;

/**
 * Answers with tokens in the body or in cookies, never in both: a web client, which says so in a
 * header, gets cookies that no script can read.
 */
@ApplicationScoped
class LoginAnswers {
  private final SessionCookies cookies;

  @Inject
  LoginAnswers(SessionCookies cookies) {
    this.cookies = cookies;
  }

  @SuppressWarnings("NullAway") // for the container's client proxy, which uses no field
  protected LoginAnswers() {
    this(null);
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

  /** The answer to a choice of workspace: as to a success, or without what is not new. */
  Response answer(WorkspaceChoice.Chosen chosen, HttpServletRequest request) {
    if (chosen.login().isPresent()) {
      return answer(new LoginResult.Success(chosen.user(), chosen.login().get()), request);
    }
    UserResponse.@Nullable BodyTokens tokens =
        chosen.access().map(access -> bodyTokens(access, null)).orElse(null);
    return Response.ok(UserResponse.of(chosen.user(), tokens)).build();
  }

  private Response withBody(LoginResult.Success success) {
    LoginTokens tokens = success.tokens();
    return Response.ok(
            UserResponse.of(success.user(), bodyTokens(tokens.access(), tokens.refresh())))
        .build();
  }

  private UserResponse.BodyTokens bodyTokens(AccessToken access, @Nullable Sensitive refresh) {
    return new UserResponse.BodyTokens(
        access.token(), refresh, cookies.lifeUntil(access.expiresAt()).toSeconds());
  }

  private Response withCookies(LoginResult.Success success) {
    LoginTokens tokens = success.tokens();
    Response.ResponseBuilder response = Response.ok(UserResponse.of(success.user(), null));
    cookies
        .set(
            tokens.access().token(),
            tokens.access().expiresAt(),
            tokens.refresh(),
            tokens.refreshExpiresAt())
        .forEach(cookie -> response.header("Set-Cookie", cookie));
    return response.build();
  }
}
