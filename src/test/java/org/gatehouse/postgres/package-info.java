/** A real PostgreSQL server for tests. */
@NullMarked
package org.gatehouse.postgres;

import org.jspecify.annotations.NullMarked;
