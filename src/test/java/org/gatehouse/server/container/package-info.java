/** Gatehouse as the login of another application: {@code src/sample}. */
@NullMarked
package org.gatehouse.server.container;

import org.jspecify.annotations.NullMarked;
