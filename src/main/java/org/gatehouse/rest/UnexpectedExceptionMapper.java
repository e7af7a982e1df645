package org.gatehouse.rest;

import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import jakarta.ws.rs.ext.Provider;

/** Answers faults with 500 and nothing about them; the log has the rest under the request id. */
@Provider
public class UnexpectedExceptionMapper implements ExceptionMapper<Throwable> {
  @Override
  public Response toResponse(Throwable fault) {
    return Refusal.ofFault(fault).response();
  }
}
