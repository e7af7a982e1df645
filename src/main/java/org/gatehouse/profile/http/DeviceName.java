package org.gatehouse.profile.http;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a person would call a device, by its User-Agent header: a guess, for recognising one's own
 * logins and for nothing else.
 */
final class DeviceName {
  private static final int MAX_RAW = 60;

  /** In this order, since every browser also says that it is the ones before it. */
  private static final List<Map.Entry<String, String>> BROWSERS =
      List.of(
          Map.entry("Edg", "Edge"),
          Map.entry("OPR/", "Opera"),
          Map.entry("SamsungBrowser/", "Samsung Internet"),
          Map.entry("Firefox/", "Firefox"),
          Map.entry("FxiOS/", "Firefox"),
          Map.entry("Chrome/", "Chrome"),
          Map.entry("CriOS/", "Chrome"),
          Map.entry("Safari/", "Safari"));

  private static final List<Map.Entry<String, String>> SYSTEMS =
      List.of(
          Map.entry("iPhone", "iPhone"),
          Map.entry("iPad", "iPad"),
          Map.entry("Android", "Android"),
          Map.entry("Windows", "Windows"),
          Map.entry("CrOS", "ChromeOS"),
          Map.entry("Mac OS X", "macOS"),
          Map.entry("Linux", "Linux"));

  private DeviceName() {}

  /** Such as "Firefox on Windows"; what is no browser that we know says its own name. */
  static String of(String agent) {
    Optional<String> browser = first(BROWSERS, agent);
    Optional<String> system = first(SYSTEMS, agent);
    if (browser.isPresent()) {
      return system.map(name -> browser.get() + " on " + name).orElse(browser.get());
    }
    String raw = agent.strip();
    if (raw.isEmpty()) {
      return "Unknown device";
    }
    return raw.codePointCount(0, raw.length()) > MAX_RAW
        ? raw.substring(0, raw.offsetByCodePoints(0, MAX_RAW)) + "…"
        : raw;
  }

  private static Optional<String> first(List<Map.Entry<String, String>> marks, String agent) {
    return marks.stream()
        .filter(mark -> agent.contains(mark.getKey()))
        .map(Map.Entry::getValue)
        .findFirst();
  }
}
