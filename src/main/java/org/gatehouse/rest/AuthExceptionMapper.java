package org.gatehouse.rest;

import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import jakarta.ws.rs.ext.Provider;
import org.gatehouse.kernel.AuthException;

/** Answers our own refusals. */
@Provider
public class AuthExceptionMapper implements ExceptionMapper<AuthException> {
  @Override
  public Response toResponse(AuthException refusal) {
    return Refusal.of(refusal).response();
  }
}
