package org.gatehouse.operator.http;

import jakarta.annotation.security.PermitAll;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.gatehouse.json.Page;
import org.gatehouse.kernel.Actor;
import org.gatehouse.kernel.EmailAddress;
import org.gatehouse.kernel.UserId;
import org.gatehouse.operator.PasswordLinks;
import org.gatehouse.people.UserAdministration;
import org.gatehouse.people.UserSearch;
import org.gatehouse.recovery.RecoveryLinks;
import org.gatehouse.rest.PageRequest;
import org.gatehouse.user.UserView;
import org.jspecify.annotations.Nullable;

/** The accounts, for the operator; open to everybody only as far as {@link OperatorDoor}. */
@Path("/operator/users")
@PermitAll
@ApplicationScoped
@Produces(MediaType.APPLICATION_JSON)
public class OperatorUsersResource {
  @Inject OperatorDoor door;
  @Inject UserAdministration users;
  @Inject PasswordLinks links;

  /** An account. */
  public record UserItem(UUID id, String email, String name, String status, Instant createdAt) {
    static UserItem of(UserView user) {
      return new UserItem(
          user.id().value(),
          user.email().value(),
          user.name(),
          user.status().name().toLowerCase(Locale.ROOT),
          user.createdAt());
    }
  }

  /** A link for a new password; nobody but the operator gets one in an answer. */
  public record LinkResponse(String email, String link, Instant expiresAt) {
    static LinkResponse of(EmailAddress email, RecoveryLinks.Link link) {
      return new LinkResponse(email.value(), link.link().reveal(), link.expiresAt());
    }

    /** Without the link, which is as good as the password. */
    @Override
    public String toString() {
      return "LinkResponse";
    }
  }

  /** One page, by address. */
  @GET
  public Page<UserItem> list(
      @QueryParam("after") @Nullable String after,
      @QueryParam("limit") @Nullable String limit,
      @Context HttpServletRequest request) {
    Actor operator = door.admit(request);
    PageRequest page = PageRequest.of(after, limit);
    List<UserView> found =
        users.list(
            operator,
            new UserSearch(
                Optional.empty(), Optional.empty(), page.after().map(UserId::new), page.toFetch()));
    return page.page(found.stream().map(UserItem::of).toList(), UserItem::id);
  }

  /** Makes a link for a new password, good once. */
  @POST
  @Path("/reset-password")
  @Consumes(MediaType.APPLICATION_JSON)
  public LinkResponse resetPassword(AddressRequest body, @Context HttpServletRequest request) {
    Actor operator = door.admit(request);
    EmailAddress email = body.address();
    return LinkResponse.of(email, links.issue(operator, email));
  }
}
