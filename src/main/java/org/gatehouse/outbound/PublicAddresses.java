package org.gatehouse.outbound;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.util.List;
import java.util.stream.Stream;
import org.gatehouse.config.value.AddressBlock;

/**
 * Tells addresses of the public internet from all others: what the registries of special-purpose
 * addresses (RFC 6890) do not call globally reachable. IPv6 is public only within what is handed
 * out as global unicast, and there not where an IPv4 address hides in it.
 */
final class PublicAddresses {
  private static final List<AddressBlock> NOT_PUBLIC_IPV4 =
      blocks(
          "0.0.0.0/8",
          "10.0.0.0/8",
          "100.64.0.0/10",
          "127.0.0.0/8",
          "169.254.0.0/16",
          "172.16.0.0/12",
          "192.0.0.0/24",
          "192.0.2.0/24",
          "192.88.99.0/24",
          "192.168.0.0/16",
          "198.18.0.0/15",
          "198.51.100.0/24",
          "203.0.113.0/24",
          "224.0.0.0/3");

  private static final List<AddressBlock> PUBLIC_IPV6 = blocks("2000::/3");

  /** Teredo and others, ORCHID, documentation, 6to4. */
  private static final List<AddressBlock> NOT_PUBLIC_IPV6 =
      blocks("2001::/23", "2001:db8::/32", "2002::/16", "3fff::/20");

  private PublicAddresses() {}

  static boolean contain(InetAddress address) {
    return address instanceof Inet4Address
        ? isNone(NOT_PUBLIC_IPV4, address)
        : !isNone(PUBLIC_IPV6, address) && isNone(NOT_PUBLIC_IPV6, address);
  }

  private static boolean isNone(List<AddressBlock> blocks, InetAddress address) {
    return blocks.stream().noneMatch(block -> block.contains(address));
  }

  private static List<AddressBlock> blocks(String... texts) {
    return Stream.of(texts).map(AddressBlock::parse).toList();
  }
}
