/**
 * The hall of single sign-on: who comes back from an identity provider gets in, joins or links the
 * identity to their account.
 *
 * <p>Invariants: an account is opened by an identity that is linked to it and by nothing else; an
 * equal address links nothing (CVE-2026-100607), and an invitation is accepted only by whoever
 * brings its token and comes with the invited address, verified (CVE-2026-100606). The provider is
 * asked outside of any transaction; then one decides and does everything.
 */
@NullMarked
package org.gatehouse.signon;

import org.jspecify.annotations.NullMarked;
