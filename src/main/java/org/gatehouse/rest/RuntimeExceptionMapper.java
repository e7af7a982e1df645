package org.gatehouse.rest;

import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import jakarta.ws.rs.ext.Provider;

/**
 * The same as {@link UnexpectedExceptionMapper}, once more: TomEE 9 has a mapper of its own for
 * RuntimeException, which writes the exception's message into the answer.
 */
@Provider
public class RuntimeExceptionMapper implements ExceptionMapper<RuntimeException> {
  @Override
  public Response toResponse(RuntimeException fault) {
    return Refusal.ofFault(fault).response();
  }
}
