/** Lost passwords and unproved addresses, from outside. */
@NullMarked
package org.gatehouse.server.recovery;

import org.jspecify.annotations.NullMarked;
