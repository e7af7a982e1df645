/**
 * The launcher: one JVM with an embedded TomEE that serves Gatehouse and, after it, the
 * applications of {@code apps/}. Not part of the WAR and never on its class path, so it shares no
 * class with the rest of Gatehouse: what it must know (address, home) it reads itself.
 *
 * <p>Invariants: it listens on the one configured address and port and on nothing else; the port
 * opens only after Gatehouse is deployed; what it unpacks lies in a directory of its own that is
 * gone after the stop; a start that fails says why once and ends with an exit code other than 0.
 */
@NullMarked
package org.gatehouse.standalone;

import org.jspecify.annotations.NullMarked;
