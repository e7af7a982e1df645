package org.gatehouse.outbound;

import java.time.Duration;

/**
 * The limits of requests to other servers.
 *
 * @param time from the beginning to the last byte of the answer
 * @param mostBytes of the body of an answer
 * @param allowsPrivate whether also those whom the operator does not vouch for may name private
 *     addresses
 */
public record OutboundConfig(Duration time, int mostBytes, boolean allowsPrivate) {
  /** A person waits for ten seconds; the largest key sets of providers have 40 KB. */
  public static OutboundConfig usual(boolean allowsPrivate) {
    return new OutboundConfig(Duration.ofSeconds(10), 256 * 1024, allowsPrivate);
  }
}
