package org.gatehouse.request;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.container.ContainerRequestContext;
import java.util.Optional;
import org.gatehouse.kernel.AuthException;

/**
 * Why the credentials of a request were refused. A public resource is served all the same; a
 * protected one answers with this.
 */
public record RefusedCredential(AuthException reason) {
  private static final String ATTRIBUTE = RefusedCredential.class.getName();

  /** Why, if credentials were refused. */
  public static Optional<RefusedCredential> of(HttpServletRequest request) {
    return Optional.ofNullable((RefusedCredential) request.getAttribute(ATTRIBUTE));
  }

  /** The same, for a JAX-RS filter into which no servlet request is injected. */
  public static Optional<RefusedCredential> of(ContainerRequestContext context) {
    return Optional.ofNullable((RefusedCredential) context.getProperty(ATTRIBUTE));
  }

  /** Remembers the refusal for this request. */
  public void attachTo(HttpServletRequest request) {
    request.setAttribute(ATTRIBUTE, this);
  }
}
