package org.gatehouse.login.http;

import jakarta.annotation.security.PermitAll;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Optional;
import org.gatehouse.login.SignOut;
import org.gatehouse.request.Caller;
import org.gatehouse.request.RequestOrigin;
import org.gatehouse.web.SessionCookies;

/** Signing out; succeeds also for somebody who is not signed in. */
@Path("/account/logout")
@PermitAll
@ApplicationScoped
@Produces(MediaType.APPLICATION_JSON)
public class LogoutResource {
  @Inject SignOut signOut;
  @Inject SessionCookies cookies;
  @Inject RequestOrigin origin;

  /** The answer of the contract. */
  public record LoggedOut(String message, String redirectTo) {}

  /** Ends the session and takes the cookies away. */
  @POST
  public Response logout(@Context HttpServletRequest request) {
    signOut.signOut(
        Caller.of(request).flatMap(caller -> Optional.ofNullable(caller.session())),
        cookies.refreshToken(request),
        origin.of(request));
    Response.ResponseBuilder response = Response.ok(new LoggedOut("logged_out", "/login"));
    cookies.clear().forEach(cookie -> response.header("Set-Cookie", cookie));
    return response.build();
  }
}
