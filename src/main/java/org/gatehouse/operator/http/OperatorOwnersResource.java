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
import java.time.Instant;
import org.gatehouse.kernel.Actor;
import org.gatehouse.operator.OwnerRescue;
import org.gatehouse.operator.Rescued;
import org.gatehouse.recovery.RecoveryLinks;
import org.jspecify.annotations.Nullable;

/** Making an owner, for the operator; open to everybody only as far as {@link OperatorDoor}. */
@Path("/operator/owners")
@PermitAll
@ApplicationScoped
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
public class OperatorOwnersResource {
  @Inject OperatorDoor door;
  @Inject OwnerRescue rescue;

  /**
   * The owner.
   *
   * @param created whether the account was made for it
   * @param link with which to choose a password; null where the account has one
   */
  public record OwnerResponse(
      String email, boolean created, @Nullable String link, @Nullable Instant expiresAt) {
    static OwnerResponse of(Rescued rescued) {
      return new OwnerResponse(
          rescued.owner().email().value(),
          rescued.isNew(),
          rescued.link().map(link -> link.link().reveal()).orElse(null),
          rescued.link().map(RecoveryLinks.Link::expiresAt).orElse(null));
    }

    /** Without the link, which is as good as the password. */
    @Override
    public String toString() {
      return "OwnerResponse";
    }
  }

  /** Makes the account of this address an owner, and the account where there is none. */
  @POST
  public OwnerResponse makeOwner(AddressRequest body, @Context HttpServletRequest request) {
    Actor operator = door.admit(request);
    return OwnerResponse.of(rescue.makeOwner(operator, body.address()));
  }
}
