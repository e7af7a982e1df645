package org.gatehouse.operator.http;

import jakarta.annotation.security.PermitAll;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import org.gatehouse.json.Page;
import org.gatehouse.kernel.Actor;
import org.gatehouse.signingkey.KeyRotation;
import org.gatehouse.signingkey.KeyView;

/** Signing keys, for the operator; open to everybody only as far as {@link OperatorDoor}. */
@Path("/operator/keys")
@PermitAll
@ApplicationScoped
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
public class OperatorKeysResource {
  @Inject OperatorDoor door;
  @Inject KeyRotation rotation;

  /** Whether the new key signs at once. */
  public record RotateRequest(@NotNull Boolean now) {}

  /** Which key. */
  public record RevokeRequest(@NotNull @Size(max = 64) String kid) {}

  /** All keys, oldest first. */
  @GET
  public Page<KeyView> list(@Context HttpServletRequest request) {
    return new Page<>(rotation.list(door.admit(request)), null);
  }

  /** Changes the key; answers the one that signs next. */
  @POST
  @Path("/rotate")
  public KeyView rotate(RotateRequest body, @Context HttpServletRequest request) {
    Actor operator = door.admit(request);
    return rotation.rotate(operator, body.now());
  }

  /** Refuses all tokens of a key from now on. */
  @POST
  @Path("/revoke")
  public KeyView revoke(RevokeRequest body, @Context HttpServletRequest request) {
    Actor operator = door.admit(request);
    return rotation.revoke(operator, body.kid());
  }
}
