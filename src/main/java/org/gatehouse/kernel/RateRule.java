package org.gatehouse.kernel;

import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How often something may happen: {@code permits} times at once, and that many more in each {@code
 * window}, evenly spread. Written {@code 10/5m}: a count, a slash, a number and {@code s}, {@code
 * m} or {@code h}; here after ten at once one every 30 s.
 */
public record RateRule(int permits, Duration window) {
  private static final Pattern SYNTAX = Pattern.compile("([1-9]\\d{0,6})/([1-9]\\d{0,4})([smh])");

  /** Both must be positive. */
  public RateRule {
    if (permits < 1 || window.isNegative() || window.isZero()) {
      throw new IllegalArgumentException("permits and window must be positive");
    }
  }

  /** The time after which one more may happen; at least a millisecond. */
  public Duration step() {
    Duration even = window.dividedBy(permits);
    return even.toMillis() < 1 ? Duration.ofMillis(1) : even;
  }

  /**
   * Reads the text form.
   *
   * @throws IllegalArgumentException if the text has another form
   */
  public static RateRule parse(String text) {
    Matcher parts = SYNTAX.matcher(text);
    if (!parts.matches()) {
      throw new IllegalArgumentException("a rate is written like 10/5m (count/number and s, m, h)");
    }
    long amount = Long.parseLong(parts.group(2));
    Duration window =
        switch (parts.group(3)) {
          case "s" -> Duration.ofSeconds(amount);
          case "m" -> Duration.ofMinutes(amount);
          default -> Duration.ofHours(amount);
        };
    return new RateRule(Integer.parseInt(parts.group(1)), window);
  }

  @Override
  public String toString() {
    return permits + "/" + window.toSeconds() + "s";
  }
}
