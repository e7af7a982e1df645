/** The audit trail, seen through HTTP on every server. */
@NullMarked
package org.gatehouse.server.audit;

import org.jspecify.annotations.NullMarked;
