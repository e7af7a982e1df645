package org.gatehouse.config.value;

import java.net.InetAddress;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Whose {@code X-Forwarded-*} headers are believed: either so many hops next to this server, or
 * every hop in one of the address blocks. Never both; nobody is the default.
 *
 * @param hops 0 where the blocks decide
 * @param blocks empty where the number of hops decides
 */
public record TrustedProxies(int hops, List<AddressBlock> blocks) {
  private static final Pattern NUMBER = Pattern.compile("\\d+");

  /** More proxies in a row than anybody has; a larger number is more likely a slip. */
  private static final int MAX_HOPS = 10;

  /** Refuses a mixture. */
  public TrustedProxies {
    blocks = List.copyOf(blocks);
    if (hops < 0 || hops > MAX_HOPS || (hops > 0 && !blocks.isEmpty())) {
      throw new IllegalArgumentException("the number of hops is not from 1 to " + MAX_HOPS);
    }
  }

  /** Believes nobody. */
  public static TrustedProxies none() {
    return new TrustedProxies(0, List.of());
  }

  /**
   * Reads a number of hops, or a comma list of addresses and blocks.
   *
   * @throws IllegalArgumentException if it is neither
   */
  public static TrustedProxies parse(String text) {
    if (NUMBER.matcher(text).matches()) {
      return new TrustedProxies(text.length() > 2 ? -1 : Integer.parseInt(text), List.of());
    }
    return new TrustedProxies(
        0, Arrays.stream(text.split(",", -1)).map(String::strip).map(AddressBlock::parse).toList());
  }

  /** Whether a block holds the address; false where the number of hops decides. */
  public boolean contains(InetAddress address) {
    return blocks.stream().anyMatch(block -> block.contains(address));
  }
}
