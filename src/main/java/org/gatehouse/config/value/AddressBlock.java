package org.gatehouse.config.value;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A block of IP addresses in CIDR notation (RFC 4632, RFC 4291 section 2.3), or one address. Only
 * literal addresses are read: no name is ever looked up.
 */
public final class AddressBlock {
  /** Without leading zeros, which some read as octal: 010.0.0.1 would be two addresses. */
  private static final Pattern IPV4 =
      Pattern.compile("(?:(?:25[0-5]|2[0-4]\\d|1\\d\\d|[1-9]?\\d)(?:\\.(?!$)|$)){4}");

  private static final Pattern IPV6 = Pattern.compile("[0-9a-fA-F:.]*:[0-9a-fA-F:.]*");
  private static final Pattern PREFIX_LENGTH = Pattern.compile("0|[1-9]\\d{0,2}");

  private final byte[] network;
  private final int prefixLength;

  private AddressBlock(byte[] network, int prefixLength) {
    this.network = network;
    this.prefixLength = prefixLength;
  }

  /**
   * Reads {@code 10.0.0.0/8}, {@code 2001:db8::/32} or a single address.
   *
   * @throws IllegalArgumentException for anything else, also where bits after the prefix are set:
   *     who writes 10.0.0.1/8 may have meant one address, not sixteen million
   */
  public static AddressBlock parse(String text) {
    int slash = text.indexOf('/');
    byte[] address = literal(slash < 0 ? text : text.substring(0, slash)).getAddress();
    int bits = address.length * 8;
    int prefixLength = bits;
    if (slash >= 0) {
      String length = text.substring(slash + 1);
      if (!PREFIX_LENGTH.matcher(length).matches() || Integer.parseInt(length) > bits) {
        throw new IllegalArgumentException("the prefix length is not a number from 0 to " + bits);
      }
      prefixLength = Integer.parseInt(length);
    }
    if (!Arrays.equals(address, masked(address, prefixLength))) {
      throw new IllegalArgumentException("the address has bits set after the prefix length");
    }
    return new AddressBlock(address, prefixLength);
  }

  /**
   * Reads a literal IP address without asking any name service.
   *
   * @throws IllegalArgumentException if it is none
   */
  public static InetAddress literal(String text) {
    if (!IPV4.matcher(text).matches() && !IPV6.matcher(text).matches()) {
      throw new IllegalArgumentException("it is not an IP address");
    }
    try {
      // The JDK never looks up a text that has the form of an address.
      return InetAddress.getByName(text);
    } catch (UnknownHostException notAnAddress) {
      throw new IllegalArgumentException("it is not an IP address", notAnAddress);
    }
  }

  /** Whether the address is in the block; an IPv4-mapped IPv6 address counts as its IPv4 one. */
  public boolean contains(InetAddress address) {
    byte[] other = address.getAddress();
    return other.length == network.length && Arrays.equals(network, masked(other, prefixLength));
  }

  /** Whether it is a block of every address. */
  public boolean isEverything() {
    return prefixLength == 0;
  }

  private static byte[] masked(byte[] address, int prefixLength) {
    byte[] result = address.clone();
    for (int i = 0; i < result.length; i++) {
      int kept = Math.max(0, Math.min(8, prefixLength - 8 * i));
      result[i] &= (byte) (0xFF << (8 - kept));
    }
    return result;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof AddressBlock that
        && prefixLength == that.prefixLength
        && Arrays.equals(network, that.network);
  }

  @Override
  public int hashCode() {
    return 31 * Arrays.hashCode(network) + prefixLength;
  }

  @Override
  public String toString() {
    try {
      return InetAddress.getByAddress(network).getHostAddress() + "/" + prefixLength;
    } catch (UnknownHostException wrongLength) {
      throw new IllegalStateException(wrongLength);
    }
  }
}
