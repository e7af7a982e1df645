package org.gatehouse.profile.http;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.gatehouse.authority.Authority;
import org.gatehouse.kernel.Actor;
import org.gatehouse.kernel.UserId;
import org.gatehouse.people.UserAdministration;
import org.gatehouse.people.UserChange;
import org.gatehouse.profile.OwnAccount;
import org.gatehouse.request.Caller;
import org.gatehouse.request.RequestOrigin;
import org.gatehouse.rest.PathId;
import org.gatehouse.rest.SignedIn;
import org.gatehouse.user.UserView;
import org.jspecify.annotations.Nullable;

/** One account, in the words of the contract: one's own unless another one's id is given. */
@Path("/user")
@SignedIn
@ApplicationScoped
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
public class UserResource {
  @Inject UserAdministration users;
  @Inject OwnAccount own;
  @Inject RequestOrigin origin;

  /**
   * An account as the contract has it.
   *
   * @param message what is still to be done, if anything
   */
  public record ContractUser(
      UUID id,
      String name,
      String email,
      String status,
      Instant createdDate,
      String language,
      @Nullable String message) {
    static ContractUser of(UserView user, @Nullable String message) {
      return new ContractUser(
          user.id().value(),
          user.name(),
          user.email().value(),
          user.status().name().toLowerCase(Locale.ROOT),
          user.createdAt(),
          user.language().toLanguageTag(),
          message);
    }
  }

  /** One account. */
  @GET
  @Consumes(MediaType.WILDCARD)
  public ContractUser get(
      @QueryParam("id") @Nullable String id, @Context HttpServletRequest request) {
    Actor actor = origin.actor(request);
    return ContractUser.of(users.get(actor, subject(actor, id)).user(), null);
  }

  /** Changes an account: one's own, or the name of one that one manages. */
  @PUT
  public ContractUser change(ProfileRequest body, @Context HttpServletRequest request) {
    Actor actor = origin.actor(request);
    UserId subject = subject(actor, body.id());
    return actor.is(subject) ? changeOwn(body, request) : changeAnother(actor, subject, body);
  }

  private ContractUser changeOwn(ProfileRequest body, HttpServletRequest request) {
    OwnAccount.Changed changed =
        own.change(Own.of(Caller.get(request), origin, request), body.own());
    return ContractUser.of(
        changed.user(),
        changed.isLinkSent()
            ? "The new address counts once it is confirmed, by the link in a mail to it"
            : null);
  }

  private ContractUser changeAnother(Actor actor, UserId subject, ProfileRequest body) {
    UserView present = users.get(actor, subject).user();
    body.requireNothingOfItsOwn(present.email());
    UserChange change = new UserChange(body.wantedName(), Optional.empty(), Optional.empty());
    return ContractUser.of(
        body.name() == null ? present : users.change(actor, subject, change).user(), null);
  }

  private static UserId subject(Actor actor, @Nullable String id) {
    if (id != null) {
      return new UserId(PathId.of(id));
    }
    return Optional.ofNullable(actor.user()).orElseThrow(Authority::notFound);
  }
}
