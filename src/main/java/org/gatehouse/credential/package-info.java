/**
 * The credentials of a request, whichever door it comes through: Bearer token or HTTP Basic in the
 * header, else the cookies of a login. Reads and judges; answers nothing.
 *
 * <p>Invariant: a token costs no database access, unless it has to be renewed.
 */
@NullMarked
package org.gatehouse.credential;

import org.jspecify.annotations.NullMarked;
