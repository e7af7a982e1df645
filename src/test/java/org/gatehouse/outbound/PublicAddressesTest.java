package org.gatehouse.outbound;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.gatehouse.config.value.AddressBlock;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PublicAddressesTest {
  @ParameterizedTest
  @CsvSource({
    "8.8.8.8, true",
    "140.82.121.3, true",
    "172.15.255.255, true",
    "172.32.0.0, true",
    "2606:4700::1111, true",
    "2a00:1450:4001::200e, true",
    "0.0.0.0, false",
    "10.1.2.3, false",
    "100.64.0.1, false",
    "127.0.0.1, false",
    "127.255.255.254, false",
    "169.254.169.254, false",
    "172.16.0.1, false",
    "172.31.255.255, false",
    "192.168.1.1, false",
    "198.19.0.1, false",
    "203.0.113.5, false",
    "224.0.0.1, false",
    "255.255.255.255, false",
    "::, false",
    "::1, false",
    "::ffff:127.0.0.1, false",
    "::ffff:10.0.0.1, false",
    "64:ff9b::a00:1, false",
    "fe80::1, false",
    "fd00::1, false",
    "ff02::1, false",
    "2001:db8::1, false",
    "2001:0:1::1, false",
    "2002:7f00:1::, false",
  })
  void addressWhenJudgedThenAsTheRegistriesSay(String address, boolean isPublic) {
    assertEquals(isPublic, PublicAddresses.contain(AddressBlock.literal(address)), address);
  }
}
