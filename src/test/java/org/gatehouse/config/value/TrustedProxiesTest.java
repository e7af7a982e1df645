package org.gatehouse.config.value;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TrustedProxiesTest {
  @ParameterizedTest
  @CsvSource({
    "10.0.0.0/8, 10.255.0.1, true",
    "10.0.0.0/8, 11.0.0.1, false",
    "192.168.1.128/25, 192.168.1.127, false",
    "192.168.1.128/25, 192.168.1.128, true",
    "192.168.1.5, 192.168.1.5, true",
    "192.168.1.5, 192.168.1.4, false",
    "0.0.0.0/0, 8.8.8.8, true",
    "0.0.0.0/0, ::1, false",
    "2001:db8::/32, 2001:db8:ffff::1, true",
    "2001:db8::/32, 2001:db9::1, false",
    "2001:db8::/33, 2001:db8:8000::, false",
    "::1, ::1, true",
    "10.0.0.0/8, ::ffff:10.1.2.3, true",
  })
  void blockWhenAskedThenKnowsItsAddresses(String block, String address, boolean isInside) {
    assertEquals(isInside, TrustedProxies.parse(block).contains(AddressBlock.literal(address)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "localhost",
        "proxy.example.com",
        "10.0.0.1/8",
        "10.0.0.0/33",
        "10.0.0.0/",
        "10.0.0.0/08",
        "10.0.0.0/-1",
        "010.0.0.1",
        "10.0.0",
        "10.0.0.256",
        "10.0.0.1.",
        "10.0.0.0/8,",
        ",10.0.0.0/8",
        "2001:db8::1/32",
        "2001:db8::/129",
        "fe80::1%eth0",
        ":::",
        "1:2",
        "11",
        "2147483648",
        "-1",
        "true",
        "*",
        "1,10.0.0.0/8",
      })
  void textWhenNeitherHopsNorLiteralAddressesThenRefused(String text) {
    assertThrows(IllegalArgumentException.class, () -> TrustedProxies.parse(text));
  }

  @Test
  void textWhenZeroHopsThenNobodyIsTrusted() {
    assertEquals(TrustedProxies.none(), TrustedProxies.parse("0"));
  }

  @Test
  void textWhenHopsThenNoBlockIsTrusted() {
    TrustedProxies proxies = TrustedProxies.parse("2");
    assertEquals(2, proxies.hops());
    assertFalse(proxies.contains(AddressBlock.literal("127.0.0.1")));
  }

  @Test
  void textWhenListThenEachBlockCounts() {
    TrustedProxies proxies = TrustedProxies.parse("10.0.0.0/8, ::1");
    assertEquals(
        List.of(AddressBlock.parse("10.0.0.0/8"), AddressBlock.parse("0:0:0:0:0:0:0:1")),
        proxies.blocks());
    assertTrue(proxies.contains(AddressBlock.literal("::1")));
    assertEquals("[10.0.0.0/8, 0:0:0:0:0:0:0:1/128]", proxies.blocks().toString());
  }
}
