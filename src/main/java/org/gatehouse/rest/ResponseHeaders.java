package org.gatehouse.rest;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ContainerResponseFilter;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.ext.Provider;
import java.lang.System.Logger.Level;
import java.nio.charset.StandardCharsets;
import org.gatehouse.kernel.AuthException;
import org.gatehouse.kernel.ErrorCode;
import org.gatehouse.request.HttpConfig;
import org.gatehouse.request.RequestOrigin;

/** What every answer of the API says to caches and browsers; refusals become problems here. */
@Provider
@ApplicationScoped
public class ResponseHeaders implements ContainerResponseFilter {
  private static final System.Logger LOG = System.getLogger(ResponseHeaders.class.getName());

  @Inject HttpConfig config;
  @Inject AllowedMethods allowedMethods;
  @Context HttpServletRequest request;

  @Override
  public void filter(ContainerRequestContext context, ContainerResponseContext response) {
    MultivaluedMap<String, Object> headers = response.getHeaders();
    if (response.getEntity() instanceof Refusal refusal) {
      ProblemAnswer answer =
          ProblemAnswer.of(refusal.reason(), request, request.getRequestURI(), config);
      log(refusal.reason());
      answer.headers().forEach((name, values) -> values.forEach(v -> headers.add(name, v)));
      headers.putSingle("Content-Type", Problem.MEDIA_TYPE);
      if (refusal.reason().code() == ErrorCode.METHOD_NOT_ALLOWED) {
        headers.putSingle("Allow", allowedMethods.of(context.getUriInfo().getPath()));
      }
      response.setEntity(answer.body().getBytes(StandardCharsets.UTF_8));
    }
    headers.putSingle("Cache-Control", "no-store");
    headers.putSingle("X-Content-Type-Options", "nosniff");
    headers.putSingle("Referrer-Policy", "no-referrer");
    headers.putSingle("Content-Security-Policy", "default-src 'none'");
  }

  private void log(AuthException reason) {
    String requestId = new RequestOrigin(config.trustedProxies()).of(request).requestId();
    if (reason.code().status() == 500) {
      LOG.log(Level.ERROR, "Request " + requestId + " failed", reason);
    } else {
      LOG.log(Level.DEBUG, () -> requestId + " " + reason.code() + ": " + reason.getMessage());
    }
  }
}
