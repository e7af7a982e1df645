package org.gatehouse.operator.http;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import org.gatehouse.kernel.Actor;
import org.gatehouse.operator.OperatorGate;
import org.gatehouse.request.RequestOrigin;

/**
 * Reads the token of a request. A header of its own: {@code Authorization} is read by our
 * authentication mechanism, and by proxies, which keep what they log; and no page of another site
 * can make a browser send this one.
 */
@ApplicationScoped
class OperatorDoor {
  private static final String HEADER = "X-Gatehouse-Operator";

  @Inject OperatorGate gate;
  @Inject RequestOrigin origin;

  /** The operator; nobody else comes back from here. */
  Actor admit(HttpServletRequest request) {
    return gate.admit(request.getHeader(HEADER), origin.of(request));
  }
}
