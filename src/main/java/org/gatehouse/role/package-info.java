/**
 * The roles that people have in workspaces: the general ones, and those that the organization makes
 * for itself. The name of a role is the group that applications see.
 *
 * <p>Invariants: no own role has a name that opens doors by itself ({@code owner}, {@code
 * operator}) or that is a general role's; nobody puts into a role what they do not hold, in no
 * workspace where it would count; a role in use stays.
 */
@NullMarked
package org.gatehouse.role;

import org.jspecify.annotations.NullMarked;
