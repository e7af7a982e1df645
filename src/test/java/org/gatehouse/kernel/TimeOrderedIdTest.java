package org.gatehouse.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.util.HashSet;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class TimeOrderedIdTest {
  /** The time of the example in RFC 9562, appendix A.6. */
  private static final Instant EXAMPLE = Instant.parse("2022-02-22T19:22:22Z");

  @Test
  void idIsOfVersion7AndBeginsWithItsMillisecond() {
    UUID id = TimeOrderedId.at(EXAMPLE);

    assertTrue(id.toString().startsWith("017f22e2-79b0-7"), id::toString);
    assertEquals(7, id.version());
    assertEquals(2, id.variant());
  }

  @Test
  void laterIdComesAfterAnEarlierOneAsText() {
    String earlier = TimeOrderedId.at(EXAMPLE).toString();
    String later = TimeOrderedId.at(EXAMPLE.plusMillis(1)).toString();

    assertTrue(earlier.compareTo(later) < 0, () -> earlier + " " + later);
  }

  @Test
  void idsOfOneMillisecondDiffer() {
    Set<UUID> ids = new HashSet<>();
    for (int i = 0; i < 10_000; i++) {
      ids.add(TimeOrderedId.at(EXAMPLE));
    }

    assertEquals(10_000, ids.size());
  }
}
