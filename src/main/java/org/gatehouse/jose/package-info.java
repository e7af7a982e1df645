/**
 * Signed tokens and encrypted texts in their compact forms: JWS (<a
 * href="https://www.rfc-editor.org/rfc/rfc7515">RFC 7515</a>), JWT (<a
 * href="https://www.rfc-editor.org/rfc/rfc7519">RFC 7519</a>) and JWE (<a
 * href="https://www.rfc-editor.org/rfc/rfc7516">RFC 7516</a>), used as <a
 * href="https://www.rfc-editor.org/rfc/rfc8725">RFC 8725</a> advises. The only package that knows
 * jose4j.
 *
 * <p>Invariants: the algorithm always comes from the key, never from the header; a header that says
 * more than we write is refused, so nothing in it (jku, jwk, x5u, crit, zip, ...) is ever followed;
 * equal input is signed to equal bytes (but by ES256); there is exactly one accepted spelling of
 * every token; no key, token or claim shows in an exception or in a toString.
 */
@NullMarked
package org.gatehouse.jose;

import org.jspecify.annotations.NullMarked;
