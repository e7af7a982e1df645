/** The values that settings have, where a JDK type does not say enough. */
@NullMarked
package org.gatehouse.config.value;

import org.jspecify.annotations.NullMarked;
