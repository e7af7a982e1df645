package org.gatehouse.audit.http;

import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.gatehouse.audit.AuditEventView;
import org.gatehouse.audit.AuditTrail;
import org.gatehouse.kernel.AuthException;
import org.gatehouse.kernel.ErrorCode;
import org.gatehouse.rest.Page;
import org.jspecify.annotations.Nullable;

/** The audit trail, newest first, for owners. */
@Path("/audit-events")
@RolesAllowed("owner")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
public class AuditEventsResource {
  private static final int DEFAULT_LIMIT = 50;
  private static final int MAX_LIMIT = 200;

  @Inject AuditTrail audit;

  /** One page. */
  @GET
  public Page<AuditEventView> list(
      @QueryParam("after") @Nullable String after, @QueryParam("limit") @Nullable String limit) {
    int size = limit == null ? DEFAULT_LIMIT : limit(limit);
    List<AuditEventView> found =
        audit.newest(Optional.ofNullable(after).map(AuditEventsResource::cursor), size + 1);
    boolean more = found.size() > size;
    List<AuditEventView> items = more ? found.subList(0, size) : found;
    return new Page<>(items, more ? items.get(size - 1).id().toString() : null);
  }

  private static UUID cursor(String text) {
    try {
      return UUID.fromString(text);
    } catch (IllegalArgumentException notUuid) {
      throw wrong("after is no cursor of ours");
    }
  }

  private static int limit(String text) {
    try {
      int limit = Integer.parseInt(text);
      if (limit >= 1 && limit <= MAX_LIMIT) {
        return limit;
      }
    } catch (NumberFormatException notNumber) {
      // answered below
    }
    throw wrong("limit must be a number from 1 to " + MAX_LIMIT);
  }

  private static AuthException wrong(String reason) {
    return AuthException.withReasons(ErrorCode.VALIDATION_FAILED, List.of(reason));
  }
}
