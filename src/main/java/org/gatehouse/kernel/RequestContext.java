package org.gatehouse.kernel;

import org.jspecify.annotations.Nullable;

/**
 * Where a request came from, for limits and the audit trail.
 *
 * @param address the client's IP address in text form, after {@code TRUST_PROXY} was applied
 * @param agent the User-Agent header, cut to 255 characters; empty where there was none
 * @param requestId identifies the request in the log and in problem answers
 * @param browser what the browser shows to say that it was let into an account before; unchecked
 */
public record RequestContext(
    String address, String agent, String requestId, @Nullable Sensitive browser) {
  /** From a client that shows nothing. */
  public RequestContext(String address, String agent, String requestId) {
    this(address, agent, requestId, null);
  }
}
