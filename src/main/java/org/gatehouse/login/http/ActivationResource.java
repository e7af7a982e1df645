package org.gatehouse.login.http;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Optional;
import org.gatehouse.kernel.AuthException;
import org.gatehouse.kernel.ErrorCode;
import org.gatehouse.kernel.Sensitive;
import org.gatehouse.login.WorkspaceChoice;
import org.gatehouse.request.Caller;
import org.gatehouse.request.RequestOrigin;
import org.gatehouse.rest.PathId;
import org.gatehouse.rest.SignedIn;
import org.gatehouse.web.SessionCookies;

/**
 * Choosing the workspace to work in. A class of its own, since JAX-RS chooses the class with the
 * longest path before it looks at methods (Jakarta REST, section 3.7.2).
 */
@Path("/workspaces/{id}/activate")
@SignedIn
@ApplicationScoped
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
public class ActivationResource {
  @Inject WorkspaceChoice choice;
  @Inject LoginAnswers answers;
  @Inject SessionCookies cookies;
  @Inject RequestOrigin origin;

  /** Chooses; the body is as at a refresh, {@code {}} where there is no refresh token to bring. */
  @POST
  public Response activate(
      @PathParam("id") String id, RefreshRequest body, @Context HttpServletRequest request) {
    Optional<Sensitive> token =
        Optional.ofNullable(body.refreshToken()).or(() -> cookies.refreshToken(request));
    if (token.isEmpty() && RequestOrigin.isWebClient(request)) {
      // Cookies of a login are set together or not at all.
      throw new AuthException(ErrorCode.REFRESH_TOKEN_EXPIRED, "no refresh cookie");
    }
    return answers.answer(
        choice.activate(origin.actor(request), Caller.get(request).session(), token, PathId.of(id)),
        request);
  }
}
