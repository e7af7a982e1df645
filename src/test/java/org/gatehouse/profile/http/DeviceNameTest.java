package org.gatehouse.profile.http;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DeviceNameTest {
  private static final String WEBKIT = "AppleWebKit/537.36 (KHTML, like Gecko) ";

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:140.0) Gecko/20100101 Firefox/140.0"
            + " | Firefox on Windows",
        "Mozilla/5.0 (Windows NT 10.0; Win64; x64) "
            + WEBKIT
            + "Chrome/140.0.0.0 Safari/537.36"
            + " | Chrome on Windows",
        "Mozilla/5.0 (Windows NT 10.0) "
            + WEBKIT
            + "Chrome/140.0.0.0 Safari/537.36 Edg/140.0"
            + " | Edge on Windows",
        "Mozilla/5.0 (X11; Linux x86_64) "
            + WEBKIT
            + "Chrome/140.0 Safari/537.36 OPR/120.0"
            + " | Opera on Linux",
        "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko)"
            + " Version/18.0 Safari/605.1.15 | Safari on macOS",
        "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15"
            + " CriOS/140.0 Mobile/15E148 Safari/604.1 | Chrome on iPhone",
        "Mozilla/5.0 (Linux; Android 15; Pixel 9) "
            + WEBKIT
            + "Chrome/140.0 Mobile Safari/537.36"
            + " | Chrome on Android",
        "Mozilla/5.0 (Linux; Android 15; SM-S931B) "
            + WEBKIT
            + "SamsungBrowser/28.0 Chrome/130.0"
            + " Mobile Safari/537.36 | Samsung Internet on Android",
        "Mozilla/5.0 (X11; CrOS x86_64) "
            + WEBKIT
            + "Chrome/140.0 Safari/537.36"
            + " | Chrome on ChromeOS",
        "Firefox/1 | Firefox",
        "curl/8.14.1 | curl/8.14.1",
        "'' | Unknown device",
        "'  ' | Unknown device"
      })
  void ofWhenAgentThenWhatAPersonWouldCallIt(String agent, String name) {
    assertEquals(name, DeviceName.of(agent));
  }

  @ParameterizedTest
  @CsvSource({"60, false", "61, true", "255, true"})
  void ofWhenUnknownAndLongThenCutBetweenCharacters(int length, boolean isCut) {
    String name = DeviceName.of("\uD83D\uDD11".repeat(length));
    assertEquals(isCut ? 61 : 60, name.codePointCount(0, name.length()));
    assertEquals(isCut, name.endsWith("\u2026"));
  }
}
