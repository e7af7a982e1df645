/**
 * Accounts: one row a person, found by id or by the normal form of the e-mail address.
 *
 * <p>Invariants: an address belongs to at most one account (unique in the database); a credential
 * is only ever a hash; only an {@code active} account gets in.
 */
@NullMarked
package org.gatehouse.user;

import org.jspecify.annotations.NullMarked;
