package org.gatehouse.config.value;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OriginTest {
  @ParameterizedTest
  @CsvSource({
    "https://a.example, https://a.example",
    "HTTPS://A.Example:443, https://a.example",
    "http://a.example:80, http://a.example",
    "http://a.example:443, http://a.example:443",
    "http://localhost:3000, http://localhost:3000",
    "http://[::1]:3000, http://[::1]:3000",
  })
  void originWhenReadThenInTheFormThatBrowsersSend(String text, String value) {
    assertEquals(value, Origin.parse(text).toString());
  }

  @Test
  void originWhenOfALongerAddressThenWithoutItsPath() {
    assertEquals("https://a.example", Origin.of(URI.create("https://a.example/b?c#d")).value());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "*",
        "null",
        "a.example",
        "//a.example",
        "https:",
        "https://",
        "https://a.example/",
        "https://a.example/b",
        "https://a.example?b",
        "https://a.example#b",
        "https://u:p@a.example",
        "https://a.example:0",
        "https://a.example:65536",
        "https://*.example",
        "https://bücher.example",
        "ftp://a.example",
        "https://a b",
      })
  void originWhenAnythingElseThenRefused(String text) {
    assertThrows(IllegalArgumentException.class, () -> Origin.parse(text));
  }
}
