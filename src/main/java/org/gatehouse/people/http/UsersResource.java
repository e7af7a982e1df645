package org.gatehouse.people.http;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
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
import org.gatehouse.kernel.AuthException;
import org.gatehouse.kernel.ErrorCode;
import org.gatehouse.kernel.UserId;
import org.gatehouse.people.Account;
import org.gatehouse.people.UserAdministration;
import org.gatehouse.people.UserChange;
import org.gatehouse.people.UserSearch;
import org.gatehouse.request.RequestOrigin;
import org.gatehouse.rest.NameField;
import org.gatehouse.rest.PageRequest;
import org.gatehouse.rest.PathId;
import org.gatehouse.rest.SignedIn;
import org.gatehouse.user.UserStatus;
import org.gatehouse.user.UserView;
import org.jspecify.annotations.Nullable;

/** Accounts, for those who manage them. */
@Path("/users")
@SignedIn
@ApplicationScoped
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
public class UsersResource {
  @Inject UserAdministration users;
  @Inject RequestOrigin origin;

  /**
   * An account.
   *
   * @param isOrganizationAdmin whether it is an owner's; not in lists
   */
  public record AccountResponse(
      UUID id,
      String email,
      String name,
      String status,
      Instant createdAt,
      @Nullable Boolean isOrganizationAdmin) {
    static AccountResponse of(UserView user, @Nullable Boolean isOwner) {
      return new AccountResponse(
          user.id().value(),
          user.email().value(),
          user.name(),
          user.status().name().toLowerCase(Locale.ROOT),
          user.createdAt(),
          isOwner);
    }

    static AccountResponse of(Account account) {
      return of(account.user(), account.isOwner());
    }
  }

  /**
   * What an account is to be; what is absent stays.
   *
   * @param status {@code active} or {@code disabled}
   */
  public record AccountRequest(
      @Nullable @Size(min = 1, max = 100) String name,
      @Nullable String status,
      @Nullable Boolean isOrganizationAdmin) {}

  /** One page, by address; in a search, addresses before names. */
  @GET
  @Consumes(MediaType.WILDCARD)
  public Page<AccountResponse> list(
      @QueryParam("after") @Nullable String after,
      @QueryParam("limit") @Nullable String limit,
      @QueryParam("search") @Nullable String search,
      @QueryParam("status") @Nullable String status,
      @Context HttpServletRequest request) {
    PageRequest page = PageRequest.of(after, limit);
    List<UserView> found =
        users.list(
            origin.actor(request),
            new UserSearch(
                Optional.ofNullable(search).map(String::strip).filter(text -> !text.isEmpty()),
                Optional.ofNullable(status).map(UsersResource::status),
                page.after().map(UserId::new),
                page.toFetch()));
    return page.page(
        found.stream().map(user -> AccountResponse.of(user, null)).toList(), AccountResponse::id);
  }

  /** One account. */
  @GET
  @Path("/{id}")
  @Consumes(MediaType.WILDCARD)
  public AccountResponse get(@PathParam("id") String id, @Context HttpServletRequest request) {
    return AccountResponse.of(users.get(origin.actor(request), new UserId(PathId.of(id))));
  }

  /** Changes an account. */
  @PATCH
  @Path("/{id}")
  public AccountResponse change(
      @PathParam("id") String id, AccountRequest body, @Context HttpServletRequest request) {
    UserChange change =
        new UserChange(
            Optional.ofNullable(body.name()).map(NameField::read),
            Optional.ofNullable(body.status()).map(UsersResource::isDisabled),
            Optional.ofNullable(body.isOrganizationAdmin()));
    return AccountResponse.of(
        users.change(origin.actor(request), new UserId(PathId.of(id)), change));
  }

  /** Ends an account for ever. */
  @DELETE
  @Path("/{id}")
  @Consumes(MediaType.WILDCARD)
  public void delete(@PathParam("id") String id, @Context HttpServletRequest request) {
    users.delete(origin.actor(request), new UserId(PathId.of(id)));
  }

  private static UserStatus status(String text) {
    for (UserStatus status : UserStatus.values()) {
      if (status.name().toLowerCase(Locale.ROOT).equals(text)) {
        return status;
      }
    }
    throw wrong("status is none of active, invited, unverified, disabled, deleted");
  }

  private static boolean isDisabled(String status) {
    return switch (status) {
      case "disabled" -> true;
      case "active" -> false;
      default -> throw wrong("status can be set to active or disabled");
    };
  }

  private static AuthException wrong(String reason) {
    return AuthException.withReasons(ErrorCode.VALIDATION_FAILED, List.of(reason));
  }
}
