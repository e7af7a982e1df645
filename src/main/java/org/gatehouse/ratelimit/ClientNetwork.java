package org.gatehouse.ratelimit;

import java.net.InetAddress;
import java.util.Arrays;
import java.util.HexFormat;
import org.gatehouse.config.value.AddressBlock;

/** The part of an address that one customer of a provider has. */
public final class ClientNetwork {
  private static final int BYTES_OF_A_64 = 8;

  private ClientNetwork() {}

  /**
   * An IPv4 address as it is; of an IPv6 address its /64, since whoever has one address there has
   * all 2^64 of them (RFC 6177).
   */
  public static String of(String address) {
    InetAddress literal = AddressBlock.literal(address);
    byte[] bytes = literal.getAddress();
    return bytes.length > BYTES_OF_A_64
        ? HexFormat.of().formatHex(Arrays.copyOf(bytes, BYTES_OF_A_64)) + "/64"
        : literal.getHostAddress();
  }
}
