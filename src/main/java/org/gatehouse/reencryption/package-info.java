/**
 * Another main encryption key: everything that is encrypted under the old one is encrypted anew,
 * with the server stopped, by {@code gatehouse secrets reencrypt}.
 *
 * <p>Invariants: a kill at any moment loses nothing, since the new key is kept before the first
 * text is under it, and the old one goes after the last; begun again, the change goes on where it
 * ended; a server that is started in between says so and stops, and so does one that has the old
 * key after the end. What can be opened under neither key is left as it is.
 *
 * <p>{@link org.gatehouse.reencryption.SealedColumn#ALL} lists every column of the database that is
 * encrypted.
 */
@NullMarked
package org.gatehouse.reencryption;

import org.jspecify.annotations.NullMarked;
