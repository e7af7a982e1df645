package org.gatehouse.rest;

import jakarta.annotation.Priority;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import org.gatehouse.kernel.AuthException;
import org.gatehouse.kernel.ErrorCode;
import org.gatehouse.request.Caller;
import org.gatehouse.request.RefusedCredential;

/**
 * Lets a request through that satisfies the rule. Runs before a server's own check, whose answers
 * have another form. Asks the request's properties, which are the servlet request's attributes (see
 * {@link ContainerRequestContext#getProperty}): nothing is injected into a filter that a feature
 * registers on Payara.
 */
@Priority(Priorities.AUTHENTICATION)
final class AccessFilter implements ContainerRequestFilter {
  private final RequiredAccess rule;

  AccessFilter(RequiredAccess rule) {
    this.rule = rule;
  }

  @Override
  public void filter(ContainerRequestContext context) {
    Caller caller = Caller.of(context).orElseThrow(() -> refusal(context));
    if (rule.kind() == RequiredAccess.Kind.ROLES
        && rule.roles().stream().noneMatch(caller.groups()::contains)) {
      throw new AuthException(ErrorCode.FORBIDDEN, "none of the roles needed");
    }
  }

  private static AuthException refusal(ContainerRequestContext context) {
    return RefusedCredential.of(context)
        .map(RefusedCredential::reason)
        .orElseGet(() -> new AuthException(ErrorCode.UNAUTHENTICATED, "no credentials"));
  }
}
