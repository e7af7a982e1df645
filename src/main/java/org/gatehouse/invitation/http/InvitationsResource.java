package org.gatehouse.invitation.http;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.gatehouse.invitation.Invitations;
import org.gatehouse.invitation.InviteOutcome;
import org.gatehouse.invitation.http.InviteResource.InviteRequest.Thing;
import org.gatehouse.json.Page;
import org.gatehouse.kernel.Actor;
import org.gatehouse.kernel.EmailAddress;
import org.gatehouse.request.RequestOrigin;
import org.gatehouse.rest.PageRequest;
import org.gatehouse.rest.PathId;
import org.gatehouse.rest.SignedIn;
import org.jspecify.annotations.Nullable;

/** Invitations, for those who bring people into workspaces. */
@Path("/invitations")
@SignedIn
@ApplicationScoped
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
public class InvitationsResource {
  @Inject Invitations invitations;
  @Inject RegisterPageAddress registerPage;
  @Inject RequestOrigin origin;

  /** Whom to invite, all into one workspace with one role. */
  public record BulkRequest(
      @NotNull @Valid Thing workspace,
      @NotNull @Valid Thing role,
      @NotNull @Size(min = 1, max = 100) List<@NotNull @Size(max = 320) String> emails) {}

  /**
   * What became of one address.
   *
   * @param email as it was sent
   * @param outcome {@code invited}, {@code already_member} or {@code invalid_address}
   */
  public record Result(String email, String outcome, @Nullable InvitationResponse invitation) {}

  /** What became of all, in the order of the request. */
  public record Results(List<Result> results) {}

  /** One page of those that the caller may see, newest first. */
  @GET
  @Consumes(MediaType.WILDCARD)
  public Page<InvitationResponse> list(
      @QueryParam("workspace") @Nullable String workspace,
      @QueryParam("after") @Nullable String after,
      @QueryParam("limit") @Nullable String limit,
      @Context HttpServletRequest request) {
    PageRequest page = PageRequest.of(after, limit);
    return page.page(
        invitations
            .list(
                origin.actor(request),
                Optional.ofNullable(workspace).map(PathId::of),
                page.after(),
                page.toFetch())
            .stream()
            .map(InvitationResponse::of)
            .toList(),
        InvitationResponse::id);
  }

  /** Invites many, each in a transaction of its own: one that fails takes none with it. */
  @POST
  public Results inviteAll(BulkRequest body, @Context HttpServletRequest request) {
    Actor actor = origin.actor(request);
    invitations.requireMayInvite(actor, body.workspace().id(), body.role().id());
    Map<EmailAddress, InviteOutcome> done = new HashMap<>();
    return new Results(
        body.emails().stream()
            .map(
                text ->
                    EmailAddress.parse(text)
                        .map(
                            email ->
                                done.computeIfAbsent(
                                    email, first -> invite(actor, body, first, request)))
                        .map(outcome -> result(text, outcome))
                        .orElseGet(() -> new Result(text, "invalid_address", null)))
            .toList());
  }

  private InviteOutcome invite(
      Actor actor, BulkRequest body, EmailAddress email, HttpServletRequest request) {
    return invitations.invite(
        actor, body.workspace().id(), body.role().id(), email, registerPage.of(request));
  }

  private static Result result(String text, InviteOutcome outcome) {
    return outcome instanceof InviteOutcome.Invited invited
        ? new Result(text, "invited", InvitationResponse.of(invited))
        : new Result(text, "already_member", null);
  }

  /** Sends an invitation again; its older links are void. */
  @POST
  @Path("/{id}/resend")
  @Consumes(MediaType.WILDCARD)
  public InvitationResponse resend(
      @PathParam("id") String id, @Context HttpServletRequest request) {
    return InvitationResponse.of(
        invitations.resend(origin.actor(request), PathId.of(id), registerPage.of(request)));
  }

  /** Takes an invitation back. */
  @DELETE
  @Path("/{id}")
  @Consumes(MediaType.WILDCARD)
  public void revoke(@PathParam("id") String id, @Context HttpServletRequest request) {
    invitations.revoke(origin.actor(request), PathId.of(id));
  }
}
