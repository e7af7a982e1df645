package org.gatehouse.login.http;

import jakarta.annotation.security.PermitAll;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import org.gatehouse.kernel.AuthException;
import org.gatehouse.kernel.ErrorCode;
import org.gatehouse.kernel.Sensitive;
import org.gatehouse.login.BasicLogin;
import org.gatehouse.login.OperatorAccount;
import org.gatehouse.request.RequestOrigin;

/** The operator's HTTP Basic account: whether there is one, and a check of its credentials. */
@Path("/account/basic-auth")
@PermitAll
@ApplicationScoped
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
public class BasicAuthResource {
  @Inject BasicLogin basicLogin;
  @Inject OperatorAccount operator;
  @Inject RequestOrigin origin;

  /** Credentials to check. */
  public record Credentials(@NotNull String username, @NotNull Sensitive password) {}

  /** Whether the operator has set an account. */
  public record IsSet(boolean isUsernamePasswordSet) {}

  /** The answer to right credentials. */
  public record Confirmed(String message) {}

  /** Whether the operator has set an account. */
  @GET
  @Consumes(MediaType.WILDCARD)
  public IsSet isSet() {
    return new IsSet(operator.isSet());
  }

  /** Checks credentials; counts against the limits of a sign-in. */
  @POST
  public Confirmed check(Credentials credentials, @Context HttpServletRequest request) {
    return basicLogin
        .authenticateOperator(credentials.username(), credentials.password(), origin.of(request))
        .map(identity -> new Confirmed("Authentication successful"))
        .orElseThrow(
            () -> new AuthException(ErrorCode.BASIC_AUTHENTICATION_FAILED, "not the operator"));
  }
}
