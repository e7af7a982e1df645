package org.gatehouse.request;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import org.gatehouse.config.value.TrustedProxies;
import org.gatehouse.kernel.RequestContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ClientAddressTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      nullValues = "-",
      value = {
        // nobody is trusted: the header is anybody's word
        "0 | 198.51.100.1 | - | 198.51.100.1",
        "0 | 198.51.100.1 | 203.0.113.9 | 198.51.100.1",
        // one hop: its last word counts, what stands before is the client's
        "1 | 10.0.0.1 | 203.0.113.9 | 203.0.113.9",
        "1 | 10.0.0.1 | 1.1.1.1, 203.0.113.9 | 203.0.113.9",
        "1 | 10.0.0.1 | 1.1.1.1,2.2.2.2,203.0.113.9 | 203.0.113.9",
        "1 | 10.0.0.1 | - | 10.0.0.1",
        "1 | 10.0.0.1 | '' | 10.0.0.1",
        // two hops
        "2 | 10.0.0.1 | 203.0.113.9, 10.0.0.2 | 203.0.113.9",
        "2 | 10.0.0.1 | 1.1.1.1, 203.0.113.9, 10.0.0.2 | 203.0.113.9",
        "2 | 10.0.0.1 | 203.0.113.9 | 203.0.113.9",
        // blocks: read as long as the speaker is trusted
        "10.0.0.0/8 | 10.0.0.1 | 203.0.113.9 | 203.0.113.9",
        "10.0.0.0/8 | 10.0.0.1 | 1.1.1.1, 203.0.113.9, 10.9.9.9 | 203.0.113.9",
        "10.0.0.0/8 | 198.51.100.1 | 203.0.113.9 | 198.51.100.1",
        "10.0.0.0/8 | 10.0.0.1 | 10.0.0.3, 10.0.0.2 | 10.0.0.3",
        "10.0.0.0/8,fd00::/8 | fd00::1 | 2001:db8::5, 10.0.0.2 | 2001:db8:0:0:0:0:0:5",
        // garbage ends the chain at the last one believed
        "1 | 10.0.0.1 | unknown | 10.0.0.1",
        "1 | 10.0.0.1 | evil.example.com | 10.0.0.1",
        "1 | 10.0.0.1 | 203.0.113.9:4711 | 10.0.0.1",
        "2 | 10.0.0.1 | 203.0.113.9, _hidden, 10.0.0.2 | 10.0.0.2",
        "1 | 10.0.0.1 | 203.0.113.9, | 10.0.0.1",
        "1 | 10.0.0.1 | 010.0.0.7 | 10.0.0.1",
        // spellings of IPv6
        "0 | ::1 | - | 0:0:0:0:0:0:0:1",
        "0 | ::ffff:198.51.100.1 | - | 198.51.100.1",
        "1 | 10.0.0.1 | 2001:DB8::A | 2001:db8:0:0:0:0:0:a",
        "10.0.0.0/8 | ::ffff:10.0.0.1 | 203.0.113.9 | 203.0.113.9",
        // a link-local peer comes with its network interface
        "0 | fe80:0:0:0:0:0:0:1%eth0 | - | fe80:0:0:0:0:0:0:1",
        "0 | 0:0:0:0:0:0:0:1%0 | 203.0.113.9 | 0:0:0:0:0:0:0:1",
        "1 | fe80::1%2 | 203.0.113.9 | 203.0.113.9",
      })
  void ofWhenProxiesSpeakThenOnlyTheTrustedAreBelieved(
      String trusted, String peer, String forwardedFor, String client) {
    TrustedProxies proxies =
        trusted.equals("0") ? TrustedProxies.none() : TrustedProxies.parse(trusted);
    assertEquals(client, ClientAddress.of(proxies, peer, forwardedFor));
  }

  @Test
  void originWhenSeveralHeaderLinesThenOneListInTheirOrder() {
    FakeRequest request =
        new FakeRequest()
            .from("10.0.0.1")
            .header("X-Forwarded-For", "1.1.1.1")
            .header("X-Forwarded-For", "203.0.113.9");
    assertEquals(
        "203.0.113.9", new RequestOrigin(TrustedProxies.parse("1")).of(request.build()).address());
  }

  @Test
  void originWhenAskedTwiceThenTheSameWithOneRequestId() {
    RequestOrigin origin = new RequestOrigin(TrustedProxies.none());
    var request = new FakeRequest().build();
    RequestContext first = origin.of(request);
    assertSame(first, origin.of(request));
    assertEquals(36, first.requestId().length());
    assertEquals("", first.agent());
  }

  @Test
  void originWhenAgentIsLongOrHasControlCharactersThenCutAndMadeHarmless() {
    FakeRequest request =
        new FakeRequest().header("User-Agent", "a\r\nb\u0085\u009b\u007f" + "x".repeat(300));
    RequestContext origin = new RequestOrigin(TrustedProxies.none()).of(request.build());
    assertEquals("a  b   " + "x".repeat(248), origin.agent());
  }
}
