package org.gatehouse.metrics;

import io.prometheus.metrics.config.EscapingScheme;
import io.prometheus.metrics.expositionformats.PrometheusTextFormatWriter;
import io.prometheus.metrics.model.snapshots.CounterSnapshot;
import io.prometheus.metrics.model.snapshots.CounterSnapshot.CounterDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot.GaugeDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import io.prometheus.metrics.model.snapshots.SummarySnapshot;
import io.prometheus.metrics.model.snapshots.SummarySnapshot.SummaryDataPointSnapshot;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The figures of one moment. Names follow the conventions of Prometheus: base units, {@code _total}
 * at the end of what only grows (the format adds it).
 */
public final class Figures {
  private static final double NANOS = Duration.ofSeconds(1).toNanos();

  private final List<MetricSnapshot> snapshots = new ArrayList<>();

  /** What {@link #writeTo} writes. */
  public static String mediaType() {
    return PrometheusTextFormatWriter.CONTENT_TYPE;
  }

  /** Something that only grows while the process lives. */
  public Figures counter(String name, String help, long value) {
    snapshots.add(
        CounterSnapshot.builder()
            .name(name)
            .help(help)
            .dataPoint(CounterDataPointSnapshot.builder().value((double) value).build())
            .build());
    return this;
  }

  /**
   * The same for each combination of labels.
   *
   * @param values by the values of the labels, in their order
   */
  public Figures counters(
      String name, String help, List<String> labels, Map<List<String>, Long> values) {
    CounterSnapshot.Builder counters = CounterSnapshot.builder().name(name).help(help);
    values.forEach(
        (labelValues, value) ->
            counters.dataPoint(
                CounterDataPointSnapshot.builder()
                    .labels(Labels.of(labels, labelValues))
                    .value((double) value)
                    .build()));
    snapshots.add(counters.build());
    return this;
  }

  /** Something that comes and goes. */
  public Figures gauge(String name, String help, double value) {
    snapshots.add(
        GaugeSnapshot.builder()
            .name(name)
            .help(help)
            .dataPoint(GaugeDataPointSnapshot.builder().value(value).build())
            .build());
    return this;
  }

  /** The same in whole numbers. */
  public Figures gauge(String name, String help, long value) {
    return gauge(name, help, (double) value);
  }

  /** How often something was done, and how long that took in all: its rate is the mean. */
  public Figures duration(String name, String help, long count, long nanos) {
    snapshots.add(
        SummarySnapshot.builder()
            .name(name)
            .help(help)
            .dataPoint(SummaryDataPointSnapshot.builder().count(count).sum(nanos / NANOS).build())
            .build());
    return this;
  }

  /** Writes all of them in the text format 0.0.4. */
  public void writeTo(OutputStream out) throws IOException {
    PrometheusTextFormatWriter.create()
        .write(out, new MetricSnapshots(snapshots), EscapingScheme.UNDERSCORE_ESCAPING);
  }
}
