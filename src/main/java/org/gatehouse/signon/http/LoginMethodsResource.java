package org.gatehouse.signon.http;

import jakarta.annotation.security.PermitAll;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.gatehouse.sso.Providers;
import org.jspecify.annotations.Nullable;

/** What a web client needs to know to show the ways in. */
@Path("/loginmethod/default")
@PermitAll
@ApplicationScoped
@Produces(MediaType.APPLICATION_JSON)
public class LoginMethodsResource {
  @Inject Providers providers;

  /** The providers that are set up; the member is left out where there are none. */
  public record LoginMethodsResponse(@Nullable List<String> providers) {}

  /** The same for everybody. */
  @GET
  public LoginMethodsResponse providers() {
    List<String> names =
        providers.all().stream().map(provider -> provider.name().toString()).toList();
    return new LoginMethodsResponse(names.isEmpty() ? null : names);
  }
}
