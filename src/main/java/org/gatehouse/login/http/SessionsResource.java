package org.gatehouse.login.http;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.gatehouse.json.Page;
import org.gatehouse.kernel.AuthException;
import org.gatehouse.kernel.ErrorCode;
import org.gatehouse.kernel.SessionId;
import org.gatehouse.kernel.UserId;
import org.gatehouse.login.SignOut;
import org.gatehouse.people.UserSessions;
import org.gatehouse.request.Caller;
import org.gatehouse.request.RequestOrigin;
import org.gatehouse.rest.PageRequest;
import org.gatehouse.rest.PathId;
import org.gatehouse.rest.SignedIn;
import org.gatehouse.session.SessionView;
import org.gatehouse.session.Sessions;
import org.jspecify.annotations.Nullable;

/** Logins: the caller's own, unless they name somebody whom they manage. */
@Path("/sessions")
@SignedIn
@ApplicationScoped
@Produces(MediaType.APPLICATION_JSON)
public class SessionsResource {
  @Inject Sessions sessions;
  @Inject SignOut signOut;
  @Inject UserSessions others;
  @Inject RequestOrigin origin;

  /** A login; {@code current} is the one of this request. */
  public record SessionResponse(
      UUID id,
      Instant createdAt,
      Instant lastSeenAt,
      Instant expiresAt,
      String address,
      String agent,
      List<String> amr,
      boolean current) {}

  /** One page of the open logins, newest first. */
  @GET
  public Page<SessionResponse> list(
      @QueryParam("user") @Nullable String user,
      @QueryParam("after") @Nullable String after,
      @QueryParam("limit") @Nullable String limit,
      @Context HttpServletRequest request) {
    PageRequest page = PageRequest.of(after, limit);
    Optional<SessionId> last = page.after().map(SessionId::new);
    Optional<UserId> other = other(user, request);
    List<SessionView> open =
        other.isPresent()
            ? others.list(origin.actor(request), other.get(), last, page.toFetch())
            : sessions.openOf(own(request), last, page.toFetch());
    return page.page(
        open.stream().map(session -> response(session, Caller.get(request))).toList(),
        SessionResponse::id);
  }

  /** Ends one; what is not the account's is as unknown as none. */
  @DELETE
  @Path("/{id}")
  public void end(
      @PathParam("id") String id,
      @QueryParam("user") @Nullable String user,
      @Context HttpServletRequest request) {
    Optional<UserId> other = other(user, request);
    if (other.isPresent()) {
      others.end(origin.actor(request), other.get(), sessionId(id));
    } else if (!signOut.endOne(own(request), sessionId(id), origin.of(request))) {
      throw new AuthException(ErrorCode.NOT_FOUND, "not a session of the caller");
    }
  }

  /** Ends all, the one of this request included. */
  @DELETE
  public void endAll(
      @QueryParam("user") @Nullable String user, @Context HttpServletRequest request) {
    Optional<UserId> other = other(user, request);
    if (other.isPresent()) {
      others.endAll(origin.actor(request), other.get());
    } else {
      signOut.endAll(own(request), Optional.empty(), origin.of(request));
    }
  }

  private static UserId own(HttpServletRequest request) {
    return Optional.ofNullable(Caller.get(request).user())
        .orElseThrow(() -> new AuthException(ErrorCode.NOT_FOUND, "the operator has no sessions"));
  }

  /** Whom the request names, if that is not the caller. */
  private static Optional<UserId> other(@Nullable String user, HttpServletRequest request) {
    return Optional.ofNullable(user)
        .map(id -> new UserId(PathId.of(id)))
        .filter(id -> !id.equals(Caller.get(request).user()));
  }

  private static SessionId sessionId(String text) {
    try {
      return SessionId.parse(text);
    } catch (IllegalArgumentException notUuid) {
      throw new AuthException(ErrorCode.NOT_FOUND, "no session id", notUuid);
    }
  }

  private static SessionResponse response(SessionView session, Caller caller) {
    return new SessionResponse(
        session.id().value(),
        session.createdAt(),
        session.lastSeenAt(),
        session.expiresAt(),
        session.address(),
        session.agent(),
        session.amr(),
        session.id().equals(caller.session()));
  }
}
