package org.gatehouse.login;

/** The part of an address that one customer of a provider has. */
final class ClientNetwork {
  private static final int HEXTETS_OF_A_64 = 4;

  private ClientNetwork() {}

  /**
   * An IPv4 address as it is; of an IPv6 address its /64, since whoever has one address there has
   * all 2^64 of them (RFC 6177).
   */
  static String of(String address) {
    if (address.indexOf(':') < 0) {
      return address;
    }
    int double0 = address.indexOf("::");
    String head = double0 < 0 ? address : address.substring(0, double0);
    String[] hextets = head.isEmpty() ? new String[0] : head.split(":", -1);
    StringBuilder network = new StringBuilder();
    for (int i = 0; i < HEXTETS_OF_A_64; i++) {
      network.append(i < hextets.length ? Integer.toHexString(parse(hextets[i])) : "0").append(':');
    }
    return network.append(":/64").toString();
  }

  private static int parse(String hextet) {
    try {
      return Integer.parseInt(hextet, 16);
    } catch (NumberFormatException notHex) {
      return 0;
    }
  }
}
