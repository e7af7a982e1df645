package org.gatehouse.workspace.http;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
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
import org.gatehouse.json.Page;
import org.gatehouse.request.RequestOrigin;
import org.gatehouse.rest.PageRequest;
import org.gatehouse.rest.PathId;
import org.gatehouse.rest.SignedIn;
import org.gatehouse.workspace.WorkspaceAdministration;
import org.gatehouse.workspace.WorkspaceView;
import org.jspecify.annotations.Nullable;

/** Workspaces. */
@Path("/workspaces")
@SignedIn
@ApplicationScoped
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
public class WorkspacesResource {
  @Inject WorkspaceAdministration workspaces;
  @Inject RequestOrigin origin;

  /** What a workspace is to be called. */
  public record WorkspaceRequest(@NotBlank @Size(max = 100) String name) {}

  /** One page of those that the caller may see, by name. */
  @GET
  @Consumes(MediaType.WILDCARD)
  public Page<WorkspaceView> list(
      @QueryParam("after") @Nullable String after,
      @QueryParam("limit") @Nullable String limit,
      @Context HttpServletRequest request) {
    PageRequest page = PageRequest.of(after, limit);
    return page.page(
        workspaces.list(origin.actor(request), page.after(), page.toFetch()), WorkspaceView::id);
  }

  /** One workspace. */
  @GET
  @Path("/{id}")
  @Consumes(MediaType.WILDCARD)
  public WorkspaceView get(@PathParam("id") String id, @Context HttpServletRequest request) {
    return workspaces.get(origin.actor(request), PathId.of(id));
  }

  /** Makes a workspace. */
  @POST
  public Response create(WorkspaceRequest body, @Context HttpServletRequest request) {
    return Response.status(Response.Status.CREATED)
        .entity(workspaces.create(origin.actor(request), body.name().strip()))
        .build();
  }

  /** Gives a workspace another name. */
  @PATCH
  @Path("/{id}")
  public WorkspaceView rename(
      @PathParam("id") String id, WorkspaceRequest body, @Context HttpServletRequest request) {
    return workspaces.rename(origin.actor(request), PathId.of(id), body.name().strip());
  }

  /** Deletes a workspace with its memberships and invitations. */
  @DELETE
  @Path("/{id}")
  @Consumes(MediaType.WILDCARD)
  public void delete(@PathParam("id") String id, @Context HttpServletRequest request) {
    workspaces.delete(origin.actor(request), PathId.of(id));
  }
}
