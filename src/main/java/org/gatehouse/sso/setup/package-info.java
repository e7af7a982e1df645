/**
 * Which identity providers are set up: by the settings of this process, or by an owner while it
 * runs, in a table.
 *
 * <p>Invariants: what the settings say wins and cannot be changed here. A client secret is sealed
 * under the main key and never handed out. What an owner names leads to no private address unless
 * {@code OUTBOUND_ALLOW_PRIVATE}: only the operator of the process vouches for those. A change is
 * in force on this node before the answer leaves, on the others within a second.
 */
@NullMarked
package org.gatehouse.sso.setup;

import org.jspecify.annotations.NullMarked;
