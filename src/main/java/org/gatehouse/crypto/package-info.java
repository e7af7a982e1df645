/**
 * Random tokens, their digests at rest, and encryption of secrets at rest. Business words do not
 * occur here.
 *
 * <p>Invariants: every token has 256 random bits; a token is stored only as a keyed digest (HMAC,
 * <a href="https://www.rfc-editor.org/rfc/rfc2104">RFC 2104</a>), so that a stolen database opens
 * nothing; a sealed text opens only under the name it was sealed for; null and empty never match;
 * comparisons take the same time wherever they differ; no secret shows in an exception or a
 * toString.
 */
@NullMarked
package org.gatehouse.crypto;

import org.jspecify.annotations.NullMarked;
