/**
 * The hall: signing in, staying signed in, signing out. Joins accounts, sessions, tokens, limits
 * and the audit trail; the only place where a password is checked.
 *
 * <p>Invariants: an unknown address and a wrong password do the same work and get the same answer;
 * passwords are hashed outside of transactions, and what was read before is checked again inside
 * the one that lets the user in; what a sign-in changes and its audit row are one transaction.
 */
@NullMarked
package org.gatehouse.login;

import org.jspecify.annotations.NullMarked;
