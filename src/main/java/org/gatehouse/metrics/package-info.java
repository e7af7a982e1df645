/**
 * What a monitoring system reads: figures in the text format of Prometheus, by the library of that
 * project, which only this package imports. Rooms keep plain counters and know nothing of it;
 * {@code app} collects them.
 */
@NullMarked
package org.gatehouse.metrics;

import org.jspecify.annotations.NullMarked;
