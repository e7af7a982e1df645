package org.gatehouse.registration.http;

import jakarta.annotation.security.PermitAll;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import org.gatehouse.kernel.Sensitive;
import org.gatehouse.registration.InvitedRegistration;
import org.gatehouse.request.RequestOrigin;

/**
 * Accepting for an address that has an account. The link is the proof, as it is for everybody else:
 * only who reads the address's mail has it, and all it does is to let that account in.
 */
@Path("/invitations/accept")
@PermitAll
@ApplicationScoped
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
public class InvitationAcceptResource {
  @Inject InvitedRegistration invited;
  @Inject RequestOrigin origin;

  /** The token of the link. */
  public record AcceptRequest(@NotNull Sensitive tempToken) {}

  /** Joins. */
  @POST
  public RegisterResponse accept(AcceptRequest body, @Context HttpServletRequest request) {
    return RegisterResponse.of(invited.join(body.tempToken(), origin.of(request)));
  }
}
