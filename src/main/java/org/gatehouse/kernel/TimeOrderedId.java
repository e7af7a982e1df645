package org.gatehouse.kernel;

import java.time.Instant;
import java.util.UUID;

/**
 * Ids for rows of which there are millions, the newest of them in use: UUIDs of version 7 (RFC
 * 9562, section 5.7) begin with their millisecond, so that new rows stand side by side in an index,
 * and not each on a page of its own that has to be read and written for it. They tell when they
 * were made; 74 bits are random.
 */
public final class TimeOrderedId {
  private static final long VERSION = 0x7000L;

  /** What the version leaves of the first half, 12 bits, is random too. */
  private static final long RANDOM_BITS = 0x0fffL;

  private TimeOrderedId() {}

  /** A new id of this moment. */
  public static UUID at(Instant now) {
    // A random UUID has the variant of RFC 9562 in its second half already.
    UUID random = UUID.randomUUID();
    return new UUID(
        (now.toEpochMilli() << 16) | VERSION | (random.getMostSignificantBits() & RANDOM_BITS),
        random.getLeastSignificantBits());
  }
}
