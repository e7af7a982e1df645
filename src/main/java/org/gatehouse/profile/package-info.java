/**
 * The hall where people change what is theirs: name, language, password, address.
 *
 * <p>Invariants: password and address change only for who shows the present password, which counts
 * like a sign-in; what was checked before the transaction is checked again inside it; with a
 * password every other login ends, and every link that could undo the change; an address changes
 * only when the new one has confirmed it, and the old one is told. Whether an address has an
 * account already, nobody learns here.
 */
@NullMarked
package org.gatehouse.profile;

import org.jspecify.annotations.NullMarked;
