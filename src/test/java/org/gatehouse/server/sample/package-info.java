/** Gatehouse beside an ordinary application, {@code src/sample}. */
@NullMarked
package org.gatehouse.server.sample;

import org.jspecify.annotations.NullMarked;
