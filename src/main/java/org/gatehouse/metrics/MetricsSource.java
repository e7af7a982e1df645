package org.gatehouse.metrics;

/** The port to whoever knows all rooms. */
public interface MetricsSource {
  /** What they have counted until now, and how they are at this moment. */
  Figures collect();
}
