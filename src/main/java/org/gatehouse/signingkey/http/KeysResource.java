package org.gatehouse.signingkey.http;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import java.util.Optional;
import org.gatehouse.json.Page;
import org.gatehouse.request.RequestOrigin;
import org.gatehouse.rest.SignedIn;
import org.gatehouse.signingkey.KeyRotation;
import org.gatehouse.signingkey.KeyView;
import org.jspecify.annotations.Nullable;

/** The keys that access tokens are signed with; for owners. Never a key itself. */
@Path("/keys")
@SignedIn
@ApplicationScoped
@Produces(MediaType.APPLICATION_JSON)
public class KeysResource {
  @Inject KeyRotation rotation;
  @Inject RequestOrigin origin;

  /**
   * How to change the key.
   *
   * @param now true: the new key signs at once, also where verifiers elsewhere do not know it yet
   */
  public record RotateRequest(@Nullable Boolean now) {}

  /** All keys that tokens are or were lately signed with, oldest first. */
  @GET
  public Page<KeyView> list(@Context HttpServletRequest request) {
    return new Page<>(rotation.list(origin.actor(request)), null);
  }

  /** Changes the key; answers the one that signs next. */
  @POST
  @Path("/rotate")
  @Consumes(MediaType.APPLICATION_JSON)
  public KeyView rotate(@Nullable RotateRequest body, @Context HttpServletRequest request) {
    boolean now = Optional.ofNullable(body).map(RotateRequest::now).orElse(false);
    return rotation.rotate(origin.actor(request), now);
  }

  /** Refuses all tokens of a key from now on. */
  @POST
  @Path("/{kid}/revoke")
  @Consumes(MediaType.APPLICATION_JSON)
  public KeyView revoke(@PathParam("kid") String kid, @Context HttpServletRequest request) {
    return rotation.revoke(origin.actor(request), kid);
  }
}
