package org.gatehouse.kernel;

/**
 * Where a request came from, for limits and the audit trail.
 *
 * @param address the client's IP address in text form, after {@code TRUST_PROXY} was applied
 * @param agent the User-Agent header, cut to 255 characters; empty where there was none
 * @param requestId identifies the request in the log and in problem answers
 */
public record RequestContext(String address, String agent, String requestId) {}
