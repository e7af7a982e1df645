package org.gatehouse.metrics;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class FiguresTest {
  @Test
  void writeWhenOfEveryKindThenInTheTextFormatOfPrometheus() throws IOException {
    Map<List<String>, Long> deeds =
        Map.of(List.of("sign_in", "failure"), 3L, List.of("a\"b", "\\"), 1L);
    Figures figures =
        new Figures()
            .counter("tries", "Tries", 7)
            .counters("deeds", "Deeds", List.of("action", "outcome"), deeds)
            .gauge("heap_bytes", "Heap", 1.5)
            .gauge("threads", "Threads", 3)
            .duration("hash_seconds", "Hashes", 2, 1_500_000_000L);
    ByteArrayOutputStream out = new ByteArrayOutputStream();

    figures.writeTo(out);

    assertEquals(
        """
        # HELP deeds_total Deeds
        # TYPE deeds_total counter
        deeds_total{action="a\\"b",outcome="\\\\"} 1.0
        deeds_total{action="sign_in",outcome="failure"} 3.0
        # HELP hash_seconds Hashes
        # TYPE hash_seconds summary
        hash_seconds_count 2
        hash_seconds_sum 1.5
        # HELP heap_bytes Heap
        # TYPE heap_bytes gauge
        heap_bytes 1.5
        # HELP threads Threads
        # TYPE threads gauge
        threads 3.0
        # HELP tries_total Tries
        # TYPE tries_total counter
        tries_total 7.0
        """,
        out.toString(StandardCharsets.UTF_8));
  }
}
