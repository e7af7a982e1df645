/**
 * The organization of this installation, its workspaces, who belongs to them with which role.
 *
 * <p>Invariant: there is one organization; the primary key of {@code installation} keeps it so,
 * also when two first owners register in the same moment.
 */
@NullMarked
package org.gatehouse.workspace;

import org.jspecify.annotations.NullMarked;
