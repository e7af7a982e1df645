package org.gatehouse.operator.http;

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
import org.gatehouse.kernel.Actor;
import org.gatehouse.mail.MailTrial;

/** Whether mail works, for the operator; open to everybody only as far as {@link OperatorDoor}. */
@Path("/operator/mail-test")
@PermitAll
@ApplicationScoped
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
public class OperatorMailResource {
  @Inject OperatorDoor door;
  @Inject MailTrial trial;

  /** What was done. */
  public record Sent(String message) {}

  /** Sends a test mail now. */
  @POST
  public Sent test(AddressRequest body, @Context HttpServletRequest request) {
    Actor operator = door.admit(request);
    trial.send(operator, body.address(), request.getLocale());
    return new Sent("The mail server has taken the mail");
  }
}
