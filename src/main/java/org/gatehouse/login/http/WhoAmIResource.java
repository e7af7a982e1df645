package org.gatehouse.login.http;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.gatehouse.request.Caller;
import org.gatehouse.rest.SignedIn;

/** What the container says of the caller: to see that a login works. */
@Path("/whoami")
@SignedIn
@ApplicationScoped
@Produces(MediaType.APPLICATION_JSON)
public class WhoAmIResource {
  /** Name, groups, and how the caller was recognised. */
  public record WhoAmI(String name, List<String> groups, String authType) {}

  /** The name is the container's word, so a login that it did not take over shows here. */
  @GET
  public WhoAmI whoAmI(@Context HttpServletRequest request) {
    Caller caller = Caller.get(request);
    return new WhoAmI(
        request.getUserPrincipal().getName(),
        caller.groups().stream().sorted().toList(),
        caller.authType());
  }
}
