package org.gatehouse.invitation.http;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.UUID;
import org.gatehouse.invitation.Invitations;
import org.gatehouse.invitation.InviteOutcome;
import org.gatehouse.kernel.AuthException;
import org.gatehouse.kernel.EmailAddress;
import org.gatehouse.kernel.ErrorCode;
import org.gatehouse.request.RequestOrigin;
import org.gatehouse.rest.EmailField;
import org.gatehouse.rest.SignedIn;

/** Inviting one person, in the words of the contract. */
@Path("/account/invite")
@SignedIn
@ApplicationScoped
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
public class InviteResource {
  @Inject Invitations invitations;
  @Inject RequestOrigin origin;

  /** Whom to invite, where, and as what. */
  public record InviteRequest(
      @NotNull @Valid Person user, @NotNull @Valid Thing workspace, @NotNull @Valid Thing role) {
    /** Whom. */
    public record Person(@NotNull @Size(max = 320) String email) {}

    /** A workspace or a role. */
    public record Thing(@NotNull UUID id) {}
  }

  /** Invites; 409 for somebody who is a member already. */
  @POST
  public Response invite(InviteRequest body, @Context HttpServletRequest request) {
    EmailAddress email = EmailField.read("user.email", body.user().email());
    InviteOutcome outcome =
        invitations.invite(origin.actor(request), body.workspace().id(), body.role().id(), email);
    if (outcome instanceof InviteOutcome.Invited invited) {
      return Response.status(Response.Status.CREATED)
          .entity(InvitationResponse.of(invited))
          .build();
    }
    throw new AuthException(ErrorCode.ALREADY_MEMBER, "a member already");
  }
}
