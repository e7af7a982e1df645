/**
 * The hall where accounts are administered: what a deed on one ends elsewhere (sessions,
 * memberships, tokens) ends in the same transaction.
 *
 * <p>Invariants: {@code users:manage} counts for the members of the workspace where it is held; to
 * shut or end an account, it is needed in every workspace of that account; only an owner touches an
 * owner; the last owner who can get in stays, also when two go at the same moment.
 */
@NullMarked
package org.gatehouse.people;

import org.jspecify.annotations.NullMarked;
