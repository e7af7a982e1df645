/**
 * Single sign-on: the port to identity providers, the round trip of a browser to one of them, and
 * which account an identity belongs to.
 *
 * <p>Invariants: an identity is (issuer, subject) and belongs to one account (unique key); an
 * address is never what somebody is recognised by, and counts only where the provider says that it
 * has verified it. A round trip is sealed into a cookie of the browser that began it (RFC 9700
 * section 4.7), so that any node can end it; it has a state, a nonce and a PKCE verifier of its
 * own, is for one provider, and over after ten minutes. No code, token or client secret is in a
 * log, an exception or a {@code toString}.
 */
@NullMarked
package org.gatehouse.sso;

import org.jspecify.annotations.NullMarked;
