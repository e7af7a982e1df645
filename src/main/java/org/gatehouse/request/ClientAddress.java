package org.gatehouse.request;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.gatehouse.config.value.AddressBlock;
import org.gatehouse.config.value.TrustedProxies;
import org.jspecify.annotations.Nullable;

/**
 * The address of the client itself behind trusted proxies. A proxy appends the address that it sees
 * to {@code X-Forwarded-For}, so the list is read from its end, and only as far as trust goes:
 * everything before that was written by whoever likes.
 */
final class ClientAddress {
  private ClientAddress() {}

  /**
   * The client's address in text form.
   *
   * @param peer who opened the connection
   * @param forwardedFor the values of the header, null without one
   */
  static String of(TrustedProxies trusted, String peer, @Nullable String forwardedFor) {
    InetAddress current = AddressBlock.literal(withoutZone(peer));
    if (forwardedFor == null) {
      return current.getHostAddress();
    }
    List<String> hops = new ArrayList<>(List.of(forwardedFor.split(",", -1)));
    Collections.reverse(hops);
    int passed = 0;
    for (String hop : hops) {
      boolean believed = passed < trusted.hops() || trusted.contains(current);
      if (!believed) {
        break;
      }
      try {
        current = AddressBlock.literal(hop.strip());
      } catch (IllegalArgumentException notAnAddress) {
        break;
      }
      passed++;
    }
    return current.getHostAddress();
  }

  /** A link-local peer is named with this server's network interface: fe80::1%eth0 (RFC 4007). */
  private static String withoutZone(String address) {
    int zone = address.indexOf('%');
    return zone < 0 ? address : address.substring(0, zone);
  }
}
