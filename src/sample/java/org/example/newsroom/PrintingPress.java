package org.example.newsroom;

import jakarta.annotation.Resource;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ejb.SessionContext;
import jakarta.ejb.Stateless;

/**
 * Business logic that protects itself, whoever calls it: the container refuses a caller without the
 * role before the method begins, by an {@code EJBAccessException}.
 */
@Stateless
public class PrintingPress {
  @Resource private SessionContext context;

  /** Editors print the front page. */
  @RolesAllowed("editor")
  public String printFrontPage() {
    return "Front page, printed for " + context.getCallerPrincipal().getName();
  }

  /** Owners print the accounts. */
  @RolesAllowed("owner")
  public String printAccounts() {
    return "Accounts, printed for " + context.getCallerPrincipal().getName();
  }
}
