package org.gatehouse.registration.http;

import jakarta.annotation.security.PermitAll;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.gatehouse.registration.OwnerRegistration;

/**
 * What a client asks first: where to begin. A class of its own, since JAX-RS chooses the class with
 * the longest path before it looks at methods (Jakarta REST, section 3.7.2).
 */
@Path("/auth/resolve")
@PermitAll
@ApplicationScoped
@Produces(MediaType.APPLICATION_JSON)
public class ResolveResource {
  @Inject OwnerRegistration registration;

  /** Where the client goes next. */
  public record Redirect(String redirectUrl) {}

  /** Set-up before the first account, sign-in after. */
  @POST
  public Redirect resolve() {
    return new Redirect(registration.isDone() ? "/signin" : "/organization-setup");
  }
}
