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
import org.gatehouse.request.Caller;
import org.gatehouse.request.RequestOrigin;
import org.gatehouse.signon.Leaving;
import org.gatehouse.web.SessionCookies;
import org.jspecify.annotations.Nullable;

/** Signing out; succeeds also for somebody who is not signed in. */
@Path("/account/logout")
@PermitAll
@ApplicationScoped
@Produces(MediaType.APPLICATION_JSON)
public class LogoutResource {
  @Inject Leaving leaving;
  @Inject SessionCookies cookies;
  @Inject RequestOrigin origin;

  /**
   * The answer of the contract.
   *
   * @param logoutUrl ours beside it: where a browser signs out at the provider that has opened the
   *     login, too; left out where there is none
   */
  public record LoggedOut(String message, String redirectTo, @Nullable String logoutUrl) {}

  /** Ends the session and takes the cookies away. */
  @POST
  public Response logout(@Context HttpServletRequest request) {
    Optional<Leaving.Elsewhere> elsewhere =
        leaving.signOut(
            Caller.of(request).flatMap(caller -> Optional.ofNullable(caller.session())),
            cookies.refreshToken(request),
            Leaving.NOWHERE,
            origin.of(request));
    Response.ResponseBuilder response =
        Response.ok(
            new LoggedOut(
                "logged_out",
                "/login",
                elsewhere.map(place -> place.address().toString()).orElse(null)));
    cookies.clear().forEach(cookie -> response.header("Set-Cookie", cookie));
    return response.build();
  }
}
