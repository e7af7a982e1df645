package org.gatehouse.audit.http;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import org.gatehouse.audit.AuditAction;
import org.gatehouse.audit.AuditEventView;
import org.gatehouse.audit.AuditOutcome;
import org.gatehouse.audit.AuditQuery;
import org.gatehouse.audit.AuditTrail;
import org.gatehouse.authority.Authorities;
import org.gatehouse.authority.Authority;
import org.gatehouse.authority.Permission;
import org.gatehouse.json.Page;
import org.gatehouse.request.RequestOrigin;
import org.gatehouse.rest.PageRequest;
import org.gatehouse.rest.SignedIn;
import org.jspecify.annotations.Nullable;

/**
 * The audit trail, newest first: all of it for owners, and for who may view it in a workspace what
 * concerns that workspace.
 */
@Path("/audit-events")
@SignedIn
@ApplicationScoped
@Produces(MediaType.APPLICATION_JSON)
public class AuditEventsResource {
  @Inject AuditTrail audit;
  @Inject Authorities authorities;
  @Inject RequestOrigin origin;

  /** One page of the events that fit every filter that is given. */
  @GET
  public Page<AuditEventView> list(
      @QueryParam("action") @Nullable String action,
      @QueryParam("outcome") @Nullable String outcome,
      @QueryParam("user") @Nullable String user,
      @QueryParam("actor") @Nullable String actor,
      @QueryParam("from") @Nullable String from,
      @QueryParam("to") @Nullable String to,
      @QueryParam("after") @Nullable String after,
      @QueryParam("limit") @Nullable String limit,
      @Context HttpServletRequest request) {
    Authority authority = authorities.of(origin.actor(request));
    authority.requireSomewhere(Permission.LOGIN_ACTIVITY_VIEW);
    PageRequest page = PageRequest.of(after, limit);
    AuditQuery query =
        new AuditQuery(
            AuditFilters.name("action", action, AuditAction.class),
            AuditFilters.name("outcome", outcome, AuditOutcome.class),
            AuditFilters.id("user", user),
            AuditFilters.id("actor", actor),
            AuditFilters.instant("from", from),
            AuditFilters.instant("to", to),
            authority.reachOf(Permission.LOGIN_ACTIVITY_VIEW),
            page.after(),
            page.toFetch());
    return page.page(audit.newest(query), AuditEventView::id);
  }
}
