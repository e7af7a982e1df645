package org.gatehouse.operator.http;

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
import org.gatehouse.kernel.Actor;
import org.gatehouse.operator.EveryLogin;

/** All logins, for the operator; open to everybody only as far as {@link OperatorDoor}. */
@Path("/operator/sessions")
@PermitAll
@ApplicationScoped
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
public class OperatorSessionsResource {
  @Inject OperatorDoor door;
  @Inject EveryLogin logins;

  /** How many logins ended. */
  public record Ended(int ended) {}

  /** Ends every login of everybody. */
  @POST
  @Path("/expire-all")
  public Ended expireAll(@Context HttpServletRequest request) {
    Actor operator = door.admit(request);
    return new Ended(logins.endAll(operator));
  }
}
