/**
 * What somebody may do: the permissions of their role in each workspace, and everything for owners
 * and the operator. Read from the database in the transaction of each deed, never from a token.
 *
 * <p>Invariants: a workspace of which somebody is no member does not exist for them (404, not 403);
 * deeds that change who may do what happen one at a time, so that what one was allowed on still
 * holds when it is done.
 */
@NullMarked
package org.gatehouse.authority;

import org.jspecify.annotations.NullMarked;
