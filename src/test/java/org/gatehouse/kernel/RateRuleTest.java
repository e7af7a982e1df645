package org.gatehouse.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RateRuleTest {

  @ParameterizedTest
  @CsvSource({
    "10/5m,         10,      PT5M",
    "1/1s,          1,       PT1S",
    "30/24h,        30,      PT24H",
    "9999999/99999h, 9999999, PT99999H",
  })
  void parseWhenWrittenAsDocumentedThenRead(String text, int permits, Duration window) {
    assertEquals(new RateRule(permits, window), RateRule.parse(text));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "10",
        "10/5",
        "10/m",
        "/5m",
        "0/5m",
        "10/0m",
        "-1/5m",
        "10/-5m",
        "+10/5m",
        "010/5m",
        "10/05m",
        " 10/5m",
        "10/5m ",
        "10 / 5m",
        "10/5d",
        "10/5M",
        "10/5min",
        "1.5/5m",
        "10/5m\n",
        "10/5m/1",
        "99999999/5m",
        "10/999999m",
        "99999999999999999999/5m",
        "１０/5m"
      })
  void parseWhenAnythingElseThenRefused(String text) {
    assertThrows(IllegalArgumentException.class, () -> RateRule.parse(text));
  }

  @Test
  void constructWhenNotPositiveThenRefused() {
    Duration minute = Duration.ofMinutes(1);
    assertThrows(IllegalArgumentException.class, () -> new RateRule(0, minute));
    assertThrows(IllegalArgumentException.class, () -> new RateRule(-1, minute));
    assertThrows(IllegalArgumentException.class, () -> new RateRule(1, Duration.ZERO));
    assertThrows(IllegalArgumentException.class, () -> new RateRule(1, minute.negated()));
  }

  @Test
  void toStringWhenReadAgainThenSameRule() {
    RateRule rule = RateRule.parse("10/5m");
    assertEquals("10/300s", rule.toString());
    assertEquals(rule, RateRule.parse(rule.toString()));
  }
}
