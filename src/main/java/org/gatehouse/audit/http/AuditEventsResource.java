package org.gatehouse.audit.http;

import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import org.gatehouse.audit.AuditEventView;
import org.gatehouse.audit.AuditTrail;
import org.gatehouse.json.Page;
import org.gatehouse.rest.PageRequest;
import org.jspecify.annotations.Nullable;

/** The audit trail, newest first, for owners. */
@Path("/audit-events")
@RolesAllowed("owner")
@ApplicationScoped
@Produces(MediaType.APPLICATION_JSON)
public class AuditEventsResource {
  @Inject AuditTrail audit;

  /** One page. */
  @GET
  public Page<AuditEventView> list(
      @QueryParam("after") @Nullable String after, @QueryParam("limit") @Nullable String limit) {
    PageRequest request = PageRequest.of(after, limit);
    return request.page(audit.newest(request.after(), request.toFetch()), AuditEventView::id);
  }
}
