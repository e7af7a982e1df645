package org.gatehouse.registration.http;

import jakarta.annotation.security.PermitAll;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Optional;
import org.gatehouse.kernel.Sensitive;
import org.gatehouse.registration.InvitedRegistration;
import org.gatehouse.registration.OwnerApplication;
import org.gatehouse.registration.OwnerRegistration;
import org.gatehouse.registration.Registered;
import org.gatehouse.request.Caller;
import org.gatehouse.request.RequestLanguage;
import org.gatehouse.request.RequestOrigin;
import org.gatehouse.rest.EmailField;

/** Registering: the first owner, and afterwards who was invited. */
@Path("/account/register")
@PermitAll
@ApplicationScoped
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
public class RegisterResource {
  @Inject OwnerRegistration registration;
  @Inject InvitedRegistration invited;
  @Inject RequestOrigin origin;

  /** Makes the first owner, by the set-up token or the operator's Basic credentials; or joins. */
  @POST
  public Response register(RegisterRequest body, @Context HttpServletRequest request) {
    RegisterRequest.Person person = body.user();
    Optional<Sensitive> token = Optional.ofNullable(person.tempToken());
    Registered registered =
        registration.isDone() && token.isPresent()
            ? invited.register(
                new InvitedRegistration.Newcomer(
                    person.name().strip(),
                    EmailField.read("user.email", person.email()),
                    person.credential(),
                    RequestLanguage.of(request)),
                token.get(),
                origin.of(request))
            : registration.register(
                new OwnerApplication(
                    person.name().strip(),
                    EmailField.read("user.email", person.email()),
                    person.credential(),
                    organizationName(body),
                    RequestLanguage.of(request)),
                token,
                Caller.of(request).filter(Caller::isOperator).isPresent(),
                origin.of(request));
    return Response.status(Response.Status.CREATED).entity(RegisterResponse.of(registered)).build();
  }

  private static String organizationName(RegisterRequest body) {
    return OrganizationName.of(
        Optional.ofNullable(body.organization()).map(RegisterRequest.Group::name).orElse(null));
  }
}
