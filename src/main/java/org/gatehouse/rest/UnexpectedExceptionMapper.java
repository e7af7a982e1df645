package org.gatehouse.rest;

import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import jakarta.ws.rs.ext.Provider;
import org.gatehouse.kernel.AuthException;
import org.gatehouse.kernel.ErrorCode;
import org.jspecify.annotations.Nullable;

/** Answers faults with 500 and nothing about them; the log has the rest under the request id. */
@Provider
public class UnexpectedExceptionMapper implements ExceptionMapper<Throwable> {
  @Override
  public Response toResponse(Throwable fault) {
    for (@Nullable Throwable cause = fault; cause != null; cause = cause.getCause()) {
      if (cause instanceof AuthException refusal) {
        return Refusal.of(refusal).response();
      }
    }
    return Refusal.of(new AuthException(ErrorCode.INTERNAL, "unexpected", fault)).response();
  }
}
