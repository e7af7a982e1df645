/** {@code /metrics}. */
@NullMarked
package org.gatehouse.metrics.http;

import org.jspecify.annotations.NullMarked;
