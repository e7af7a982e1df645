package org.gatehouse.people.http;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.validation.constraints.Size;
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
import org.gatehouse.people.Account;
import org.gatehouse.people.UserAdministration;
import org.gatehouse.people.UserChange;
import org.gatehouse.request.RequestOrigin;
import org.gatehouse.rest.PathId;
import org.gatehouse.rest.SignedIn;
import org.jspecify.annotations.Nullable;

/** One account, in the words of the contract: one's own unless another one's id is given. */
@Path("/user")
@SignedIn
@ApplicationScoped
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
public class UserResource {
  @Inject UserAdministration users;
  @Inject RequestOrigin origin;

  /** An account as the contract has it. */
  public record ContractUser(
      UUID id, String name, String email, String status, Instant createdDate) {
    static ContractUser of(Account account) {
      return new ContractUser(
          account.user().id().value(),
          account.user().name(),
          account.user().email().value(),
          account.user().status().name().toLowerCase(Locale.ROOT),
          account.user().createdAt());
    }
  }

  /** What an account is to be; what is absent stays. */
  public record ProfileRequest(
      @Nullable String id, @Nullable @Size(min = 1, max = 100) String name) {}

  /** One account. */
  @GET
  @Consumes(MediaType.WILDCARD)
  public ContractUser get(
      @QueryParam("id") @Nullable String id, @Context HttpServletRequest request) {
    Actor actor = origin.actor(request);
    return ContractUser.of(users.get(actor, subject(actor, id)));
  }

  /** Changes an account: one's own, or the name of one that one manages. */
  @PUT
  public ContractUser change(ProfileRequest body, @Context HttpServletRequest request) {
    Actor actor = origin.actor(request);
    UserId subject = subject(actor, body.id());
    if (body.name() == null) {
      return ContractUser.of(users.get(actor, subject));
    }
    String name = PersonName.of(body.name());
    return ContractUser.of(
        actor.is(subject)
            ? users.renameSelf(actor, subject, name)
            : users.change(
                actor,
                subject,
                new UserChange(Optional.of(name), Optional.empty(), Optional.empty())));
  }

  private static UserId subject(Actor actor, @Nullable String id) {
    if (id != null) {
      return new UserId(PathId.of(id));
    }
    return Optional.ofNullable(actor.user()).orElseThrow(Authority::notFound);
  }
}
