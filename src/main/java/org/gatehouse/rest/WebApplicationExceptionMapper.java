package org.gatehouse.rest;

import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import jakarta.ws.rs.ext.Provider;
import org.gatehouse.kernel.AuthException;
import org.gatehouse.kernel.ErrorCode;

/** Gives the JAX-RS runtime's own refusals (404, 405, 406, 415 …) our form. */
@Provider
public class WebApplicationExceptionMapper implements ExceptionMapper<WebApplicationException> {
  @Override
  public Response toResponse(WebApplicationException exception) {
    if (exception.getCause() instanceof AuthException refusal) {
      // Some runtimes wrap what a body reader throws.
      return Refusal.of(refusal).response();
    }
    AuthException refusal =
        new AuthException(
            ErrorCode.forStatus(exception.getResponse().getStatus()),
            "refused by the JAX-RS runtime",
            exception);
    return Refusal.of(refusal).response();
  }
}
