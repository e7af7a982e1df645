/**
 * Access tokens: JWS of type {@code at+jwt} (RFC 9068) that any door can verify without the
 * database. Plain Java, so that the door for other applications can use it inside theirs.
 *
 * <p>Invariant: a token is good only if its signature, type, issuer, audience and time are (RFC
 * 8725), its session has not ended, and it says what its user may do now.
 */
@NullMarked
package org.gatehouse.accesstoken;

import org.jspecify.annotations.NullMarked;
