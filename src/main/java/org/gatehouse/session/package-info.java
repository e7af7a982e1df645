/**
 * Logins: one row a session, however often it refreshes, and the refresh token that is a function
 * of that row.
 *
 * <p>Invariants: a refresh is one conditional update, so of any number of parallel refreshes of one
 * token one changes the row; the successor can be given again byte for byte from the row, so a lost
 * answer or parallel tabs end in the same token; an older token ends the session (RFC 9700, section
 * 4.14.2). The lifetime is absolute, from the sign-in on.
 *
 * <p>Known conflict: OWASP ASVS 5.0 10.4.5 wants a refresh token refused after its first use.
 * Within the grace window the predecessor still yields its one successor, never a second branch;
 * without it each dropped answer would sign a person out.
 */
@NullMarked
package org.gatehouse.session;

import org.jspecify.annotations.NullMarked;
