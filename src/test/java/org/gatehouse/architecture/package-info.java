/**
 * The rules of the house, checked on the compiled classes of {@code src/main}. Each rule says why
 * it is there, and is itself tried on a class that breaks it.
 */
@NullMarked
package org.gatehouse.architecture;

import org.jspecify.annotations.NullMarked;
