package org.gatehouse.role.http;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.UUID;
import org.gatehouse.json.Page;
import org.gatehouse.kernel.AuthException;
import org.gatehouse.kernel.ErrorCode;
import org.gatehouse.request.RequestOrigin;
import org.gatehouse.rest.PageRequest;
import org.gatehouse.rest.PathId;
import org.gatehouse.rest.SignedIn;
import org.gatehouse.role.RoleView;
import org.gatehouse.role.Roles;
import org.jspecify.annotations.Nullable;

/** The roles of the organization. */
@Path("/roles")
@SignedIn
@ApplicationScoped
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
public class RolesResource {
  @Inject Roles roles;
  @Inject RequestOrigin origin;

  /** A role; general ones cannot be changed. */
  public record RoleResponse(
      UUID id, String name, String description, List<String> permissions, boolean general) {
    static RoleResponse of(RoleView role) {
      return new RoleResponse(
          role.id(), role.name(), role.description(), role.permissions().shown(), role.general());
    }
  }

  /** One page, by name. */
  @GET
  @Consumes(MediaType.WILDCARD)
  public Page<RoleResponse> list(
      @QueryParam("after") @Nullable String after,
      @QueryParam("limit") @Nullable String limit,
      @Context HttpServletRequest request) {
    PageRequest page = PageRequest.of(after, limit);
    return page.page(
        roles.list(origin.actor(request), page.after(), page.toFetch()).stream()
            .map(RoleResponse::of)
            .toList(),
        RoleResponse::id);
  }

  /** One role. */
  @GET
  @Path("/{id}")
  @Consumes(MediaType.WILDCARD)
  public RoleResponse get(@PathParam("id") String id, @Context HttpServletRequest request) {
    return RoleResponse.of(roles.get(origin.actor(request), PathId.of(id)));
  }

  /** Makes a role. */
  @POST
  public Response create(RoleRequest body, @Context HttpServletRequest request) {
    if (body.name() == null) {
      throw AuthException.withReasons(ErrorCode.VALIDATION_FAILED, List.of("name is missing"));
    }
    return Response.status(Response.Status.CREATED)
        .entity(RoleResponse.of(roles.create(origin.actor(request), body.draft())))
        .build();
  }

  /** Changes a role. */
  @PATCH
  @Path("/{id}")
  public RoleResponse change(
      @PathParam("id") String id, RoleRequest body, @Context HttpServletRequest request) {
    return RoleResponse.of(roles.change(origin.actor(request), PathId.of(id), body.draft()));
  }

  /** Deletes a role that nobody has. */
  @DELETE
  @Path("/{id}")
  @Consumes(MediaType.WILDCARD)
  public void delete(@PathParam("id") String id, @Context HttpServletRequest request) {
    roles.delete(origin.actor(request), PathId.of(id));
  }
}
