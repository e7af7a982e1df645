package org.gatehouse.recovery.http;

import jakarta.annotation.security.PermitAll;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.gatehouse.kernel.Sensitive;
import org.gatehouse.recovery.AddressVerification;
import org.gatehouse.recovery.PasswordReset;
import org.gatehouse.recovery.RecoveryRequests;
import org.gatehouse.request.RequestOrigin;
import org.gatehouse.rest.EmailField;
import org.gatehouse.rest.LinkRequest;
import org.jspecify.annotations.Nullable;

/** Lost passwords and unproved addresses. */
@Path("/account")
@PermitAll
@ApplicationScoped
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
public class RecoveryResource {
  @Inject RecoveryRequests requests;
  @Inject PasswordReset passwordReset;
  @Inject AddressVerification verification;
  @Inject RequestOrigin origin;

  /** Whose link for a new password is wanted. */
  public record ForgotRequest(@NotNull @Valid Forgetful user) {}

  /** An account. */
  public record Forgetful(@NotNull @Size(max = 320) String email) {}

  /** Whose link for a proof is wanted. */
  public record ResendRequest(@NotNull @Size(max = 320) String email) {}

  /** A new password. */
  public record ResetRequest(@NotNull @Valid Choice user) {}

  /** An account, the token of its link, and the password. */
  public record Choice(
      @NotNull @Size(max = 320) String email,
      @Nullable Sensitive tempToken,
      @NotNull Sensitive password) {}

  /** The answer of the contract. */
  public record Done(String message) {
    static final Done SUCCESS = new Done("success");
  }

  /** Sends a link for a new password, or does not; the answer is the same. */
  @POST
  @Path("/forgot-password")
  public Response forgot(ForgotRequest body, @Context HttpServletRequest request) {
    requests.forgotPassword(EmailField.read("user.email", body.user().email()), origin.of(request));
    return created();
  }

  /** Sends a link that proves an address, or does not; the answer is the same. */
  @POST
  @Path("/resend-verification")
  public Response resend(ResendRequest body, @Context HttpServletRequest request) {
    requests.resendVerification(EmailField.read("email", body.email()), origin.of(request));
    return created();
  }

  /** Sets a new password by a link, and ends every session. */
  @POST
  @Path("/reset-password")
  public Done reset(ResetRequest body, @Context HttpServletRequest request) {
    Choice choice = body.user();
    passwordReset.reset(
        EmailField.read("user.email", choice.email()),
        LinkRequest.token(choice.tempToken()),
        choice.password(),
        origin.of(request));
    return Done.SUCCESS;
  }

  /** Proves an address by a link. */
  @POST
  @Path("/verify")
  public Response verify(LinkRequest body, @Context HttpServletRequest request) {
    verification.verify(body.token(), origin.of(request));
    return created();
  }

  private static Response created() {
    return Response.status(Response.Status.CREATED).entity(Done.SUCCESS).build();
  }
}
