package org.gatehouse.mail.http;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.gatehouse.json.Page;
import org.gatehouse.kernel.AuthException;
import org.gatehouse.kernel.EmailAddress;
import org.gatehouse.kernel.ErrorCode;
import org.gatehouse.mail.MailAdministration;
import org.gatehouse.mail.MailStatus;
import org.gatehouse.mail.MailTrial;
import org.gatehouse.mail.OutboxEntry;
import org.gatehouse.request.RequestOrigin;
import org.gatehouse.rest.PageRequest;
import org.gatehouse.rest.PathId;
import org.gatehouse.rest.SignedIn;
import org.jspecify.annotations.Nullable;

/** Whether mail works, and what became of it. */
@Path("/mail")
@SignedIn
@ApplicationScoped
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
public class MailResource {
  @Inject MailTrial trial;
  @Inject MailAdministration administration;
  @Inject RequestOrigin origin;

  /** Whom to send a test. */
  public record TestRequest(@Nullable String email) {
    EmailAddress address() {
      return Optional.ofNullable(email)
          .flatMap(EmailAddress::parse)
          .orElseThrow(() -> wrong("email is no e-mail address"));
    }
  }

  /** What was done. */
  public record Message(String message) {}

  /** Sends a test mail now. */
  @POST
  @Path("/test")
  public Message test(TestRequest body, @Context HttpServletRequest request) {
    // Who may not send one is not told what is wrong with the address either.
    administration.requireManager(origin.actor(request));
    trial.send(origin.actor(request), body.address(), request.getLocale());
    return new Message("The mail server has taken the mail");
  }

  /** The outbox, newest first; never what the mails say. */
  @GET
  @Path("/outbox")
  @Consumes(MediaType.WILDCARD)
  public Page<OutboxEntry> outbox(
      @QueryParam("status") @Nullable String status,
      @QueryParam("after") @Nullable String after,
      @QueryParam("limit") @Nullable String limit,
      @Context HttpServletRequest request) {
    PageRequest page = PageRequest.of(after, limit);
    return page.page(
        administration.list(
            origin.actor(request), MailResource.status(status), page.after(), page.toFetch()),
        OutboxEntry::id);
  }

  /** Tries a mail again at once. */
  @POST
  @Path("/outbox/{id}/retry")
  @Consumes(MediaType.WILDCARD)
  public Message retry(@PathParam("id") String id, @Context HttpServletRequest request) {
    administration.retry(origin.actor(request), PathId.of(id));
    return new Message("The mail is tried again");
  }

  private static Optional<MailStatus> status(@Nullable String text) {
    if (text == null) {
      return Optional.empty();
    }
    try {
      return Optional.of(MailStatus.valueOf(text.toUpperCase(Locale.ROOT)));
    } catch (IllegalArgumentException unknown) {
      throw wrong("status is none that we know");
    }
  }

  private static AuthException wrong(String reason) {
    return AuthException.withReasons(ErrorCode.VALIDATION_FAILED, List.of(reason));
  }
}
