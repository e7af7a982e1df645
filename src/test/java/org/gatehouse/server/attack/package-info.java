/**
 * What strangers, broken clients and losses of power do to the shipped WAR, seen through HTTP, the
 * log and the files of the data directory.
 *
 * <p>Invariants: every attack ends in its 4xx problem and in nothing else: no 500, no row, no echo
 * of what was sent. Tokens are made here by hand ({@link org.gatehouse.server.attack.Jws}), so that
 * no mistake of Gatehouse's own signing hides in its tests. Each class uses client addresses of its
 * own, since limits count by address.
 */
@NullMarked
package org.gatehouse.server.attack;

import org.jspecify.annotations.NullMarked;
