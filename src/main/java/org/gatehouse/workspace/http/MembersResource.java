package org.gatehouse.workspace.http;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.UUID;
import org.gatehouse.json.Page;
import org.gatehouse.kernel.UserId;
import org.gatehouse.request.RequestOrigin;
import org.gatehouse.rest.PageRequest;
import org.gatehouse.rest.PathId;
import org.gatehouse.rest.SignedIn;
import org.gatehouse.workspace.MemberDetails;
import org.gatehouse.workspace.Members;
import org.jspecify.annotations.Nullable;

/** The members of a workspace. */
@Path("/workspaces/{id}/members")
@SignedIn
@ApplicationScoped
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
public class MembersResource {
  @Inject Members members;
  @Inject RequestOrigin origin;

  /** The role that a member is to have. */
  public record MemberRequest(@NotNull UUID roleId) {}

  /** One page. */
  @GET
  @Consumes(MediaType.WILDCARD)
  public Page<MemberDetails> list(
      @PathParam("id") String id,
      @QueryParam("after") @Nullable String after,
      @QueryParam("limit") @Nullable String limit,
      @Context HttpServletRequest request) {
    PageRequest page = PageRequest.of(after, limit);
    return page.page(
        members.list(origin.actor(request), PathId.of(id), page.after(), page.toFetch()),
        MemberDetails::userId);
  }

  /** One member. */
  @GET
  @Path("/{user}")
  @Consumes(MediaType.WILDCARD)
  public MemberDetails get(
      @PathParam("id") String id,
      @PathParam("user") String user,
      @Context HttpServletRequest request) {
    return members.get(origin.actor(request), PathId.of(id), new UserId(PathId.of(user)));
  }

  /** Brings an account in (201), or gives a member another role (200). */
  @PUT
  @Path("/{user}")
  public Response put(
      @PathParam("id") String id,
      @PathParam("user") String user,
      MemberRequest body,
      @Context HttpServletRequest request) {
    Members.Put put =
        members.put(
            origin.actor(request), PathId.of(id), new UserId(PathId.of(user)), body.roleId());
    return Response.status(put.added() ? Response.Status.CREATED : Response.Status.OK)
        .entity(put.member())
        .build();
  }

  /** Takes a member out. */
  @DELETE
  @Path("/{user}")
  @Consumes(MediaType.WILDCARD)
  public void remove(
      @PathParam("id") String id,
      @PathParam("user") String user,
      @Context HttpServletRequest request) {
    members.remove(origin.actor(request), PathId.of(id), new UserId(PathId.of(user)));
  }
}
