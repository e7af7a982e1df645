/**
 * Requests that Gatehouse makes itself, by HTTP, of other servers. The only package that makes a
 * {@link java.net.http.HttpClient}.
 *
 * <p>Invariants: every request ends within a fixed time, and no answer is kept that is larger than
 * a fixed size; a redirect is an answer like any other and never followed; an address that somebody
 * else than the operator has named leads to no private, loopback or link-local address (CWE-918),
 * unless {@code OUTBOUND_ALLOW_PRIVATE}; nothing that was sent or answered shows in an exception.
 */
@NullMarked
package org.gatehouse.outbound;

import org.jspecify.annotations.NullMarked;
