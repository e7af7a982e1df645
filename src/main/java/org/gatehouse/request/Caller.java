package org.gatehouse.request;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.container.ContainerRequestContext;
import java.util.Optional;
import java.util.Set;
import org.gatehouse.kernel.AuthException;
import org.gatehouse.kernel.ErrorCode;
import org.gatehouse.kernel.SessionId;
import org.gatehouse.kernel.UserId;
import org.jspecify.annotations.Nullable;

/**
 * Who makes this request, as the authentication mechanism found out.
 *
 * @param name the principal's name
 * @param user the account; null for the operator, who has none
 * @param groups the caller's roles. Asked here and not of the container: Payara knows in {@code
 *     isUserInRole} only the roles that the WAR declares, and roles are made at run time
 * @param authType how the caller was recognised: BEARER, COOKIE or BASIC (Payara's {@code
 *     getAuthType()} says BASIC to all of them)
 * @param session the login that the token belongs to; null for HTTP Basic
 */
public record Caller(
    String name,
    Set<String> groups,
    String authType,
    @Nullable UserId user,
    @Nullable SessionId session) {
  private static final String ATTRIBUTE = Caller.class.getName();

  /** Who makes the request; empty if nobody is known. */
  public static Optional<Caller> of(HttpServletRequest request) {
    return Optional.ofNullable((Caller) request.getAttribute(ATTRIBUTE));
  }

  /** The same, for a JAX-RS filter into which no servlet request is injected. */
  public static Optional<Caller> of(ContainerRequestContext context) {
    return Optional.ofNullable((Caller) context.getProperty(ATTRIBUTE));
  }

  /**
   * Who makes the request, where access rules let nobody else through.
   *
   * @throws AuthException {@link ErrorCode#UNAUTHENTICATED} if nobody is known
   */
  public static Caller get(HttpServletRequest request) {
    return of(request)
        .orElseThrow(() -> new AuthException(ErrorCode.UNAUTHENTICATED, "no credentials"));
  }

  /** Whether this is the operator, known by the settings and not by an account. */
  public boolean isOperator() {
    return user == null;
  }

  /** Remembers the caller for this request. */
  public void attachTo(HttpServletRequest request) {
    request.setAttribute(ATTRIBUTE, this);
  }
}
