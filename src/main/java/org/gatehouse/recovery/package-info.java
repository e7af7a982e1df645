/**
 * The hall where people get in again who have lost a password, and where an address is proved.
 *
 * <p>Invariants: nobody learns from an answer, nor from the time it takes, whether an address has
 * an account; a link is good once, for the account and the address that it was sent to; a new
 * password, the end of every session, the notice and the audit row are one transaction.
 */
@NullMarked
package org.gatehouse.recovery;

import org.jspecify.annotations.NullMarked;
