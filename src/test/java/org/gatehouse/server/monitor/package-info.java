/** What load balancers and monitoring systems ask. */
@NullMarked
package org.gatehouse.server.monitor;

import org.jspecify.annotations.NullMarked;
