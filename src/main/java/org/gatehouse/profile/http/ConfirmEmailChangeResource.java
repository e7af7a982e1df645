package org.gatehouse.profile.http;

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
import org.gatehouse.profile.AddressConfirmation;
import org.gatehouse.request.RequestOrigin;
import org.gatehouse.rest.LinkRequest;

/** The new address of an account confirms itself. */
@Path("/account/confirm-email-change")
@PermitAll
@ApplicationScoped
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
public class ConfirmEmailChangeResource {
  @Inject AddressConfirmation confirmation;
  @Inject RequestOrigin origin;

  /** It is done. */
  public record Done(String message) {}

  /** Moves the account to the address. */
  @POST
  public Done confirm(LinkRequest body, @Context HttpServletRequest request) {
    confirmation.confirm(body.token(), origin.of(request));
    return new Done("success");
  }
}
