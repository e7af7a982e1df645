/** Signing keys as other software and the operator see them. */
@NullMarked
package org.gatehouse.server.keys;

import org.jspecify.annotations.NullMarked;
