package org.gatehouse.rest;

import jakarta.annotation.Priority;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.core.Context;
import org.gatehouse.kernel.AuthException;
import org.gatehouse.kernel.ErrorCode;

/**
 * Lets a request through that satisfies the rule. Runs before a server's own check, whose answers
 * have another form.
 */
@Priority(Priorities.AUTHENTICATION)
final class AccessFilter implements ContainerRequestFilter {
  private final RequiredAccess rule;

  @Context private HttpServletRequest request;

  AccessFilter(RequiredAccess rule) {
    this.rule = rule;
  }

  @Override
  public void filter(ContainerRequestContext context) {
    Caller caller = Caller.of(request).orElseThrow(this::refusal);
    if (rule.kind() == RequiredAccess.Kind.ROLES
        && rule.roles().stream().noneMatch(caller.groups()::contains)) {
      throw new AuthException(ErrorCode.FORBIDDEN, "none of the roles needed");
    }
  }

  private AuthException refusal() {
    return RefusedCredential.of(request)
        .map(RefusedCredential::reason)
        .orElseGet(() -> new AuthException(ErrorCode.UNAUTHENTICATED, "no credentials"));
  }
}
