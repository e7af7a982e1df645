/**
 * JSON bodies: strict in, one form out, records validated before a resource sees them. The server's
 * own JSON binding is not used, because each server forgives other mistakes and writes other bytes;
 * ours is the same everywhere.
 */
@NullMarked
package org.gatehouse.json;

import org.jspecify.annotations.NullMarked;
