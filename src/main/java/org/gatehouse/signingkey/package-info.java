/**
 * The keys that access tokens are signed with, and their change without signing anyone out: a key
 * is published before it signs ({@code NEXT}), signs alone ({@code ACTIVE}), and is accepted
 * afterwards for as long as a token of it can live ({@code RETIRED}); in an emergency it is refused
 * at once ({@code REVOKED}).
 *
 * <p>With HS256 the first key is the documented secret {@code JWT_AUTH_TOKEN_SECRET}. Where a
 * setting gives it, it stays the only one, and the setting is where it changes. All other keys are
 * rows of {@code signing_key}, their secret part sealed under the main encryption key.
 *
 * <p>Invariants: at most one row is active and one next, by a unique key of the database; a key
 * once retired never signs again; no shared secret is ever published; a request asks memory alone,
 * but for at most one look at the database a second where a token names an unknown key.
 */
@NullMarked
package org.gatehouse.signingkey;

import org.jspecify.annotations.NullMarked;
