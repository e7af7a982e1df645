/**
 * The way in of whoever runs the server, when nobody else gets in any more: links for a new
 * password, and owners. Proved by a file that only the server's own user can read, so it needs
 * neither an account nor SQL.
 *
 * <p>Invariants: the token is made anew at each start and goes with the stop; memory holds only its
 * digest; nothing here takes a password or shows one.
 */
@NullMarked
package org.gatehouse.operator;

import org.jspecify.annotations.NullMarked;
