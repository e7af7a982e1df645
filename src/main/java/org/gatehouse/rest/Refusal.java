package org.gatehouse.rest;

import jakarta.ws.rs.core.Response;
import org.gatehouse.kernel.AuthException;
import org.gatehouse.kernel.ErrorCode;
import org.jspecify.annotations.Nullable;

/**
 * A refusal on its way from an exception mapper to {@link ResponseHeaders}, which makes the problem
 * of it. Two steps, because on TomEE 9 nothing can be injected into an exception mapper, and the
 * answer depends on request and settings.
 */
record Refusal(AuthException reason) {
  static Refusal of(AuthException reason) {
    return new Refusal(reason);
  }

  /** A refusal that some runtime has wrapped, or else a fault that is nobody's business. */
  static Refusal ofFault(Throwable fault) {
    for (@Nullable Throwable cause = fault; cause != null; cause = cause.getCause()) {
      if (cause instanceof AuthException refusal) {
        return of(refusal);
      }
    }
    return of(new AuthException(ErrorCode.INTERNAL, "unexpected", fault));
  }

  Response response() {
    return Response.status(reason.code().status()).type(Problem.MEDIA_TYPE).entity(this).build();
  }
}
