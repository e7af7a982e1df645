/**
 * The fuse box: start-up order, wiring, the list of REST resources. Uses every package, used by
 * none.
 */
@NullMarked
package org.gatehouse.app;

import org.jspecify.annotations.NullMarked;
