package org.gatehouse.config;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Tells secrets that anybody could guess: published defaults, placeholders of examples, and texts
 * that only look long. Shipping or accepting such defaults was CVE-2026-56271 and CVE-2026-56278.
 */
final class WeakSecrets {
  /** Letters and digits only, in lower case; most were published as somebody's default. */
  private static final Set<String> PUBLISHED =
      Set.of(
          "authtoken",
          "refreshtoken",
          "aabbccddaabbccddaabbccddaabbccddaabbccdd",
          "flowise",
          "popcorn",
          "secret",
          "secrt",
          "gatehouse",
          "admin",
          "administrator",
          "password",
          "passw0rd",
          "default",
          "test",
          "user",
          "root",
          "letmein",
          "welcome",
          "qwerty",
          "keyboardcat",
          "supersecret",
          "topsecret",
          "jwtsecret",
          "sessionsecret",
          "tokenhashsecret",
          "encryptionkey",
          "astringsecretatleast256bitslong");

  /** What placeholders begin with, in the same form. */
  private static final List<String> PLACEHOLDERS =
      List.of(
          "changeme",
          "changeit",
          "changethis",
          "replaceme",
          "replacethis",
          "replacewith",
          "your256bitsecret",
          "yoursecret",
          "yourjwt",
          "yourpassword",
          "yourkey",
          "mysecret",
          "insertyour",
          "enteryour",
          "putyour",
          "opensslrand",
          "theoutputof",
          "astheothersystem",
          "todo");

  private static final int LONGEST_UNIT = 16;

  private WeakSecrets() {}

  /** Why the text is weak, without repeating it; empty if it does not seem to be. */
  static Optional<String> weaknessOf(String text) {
    String plain = text.toLowerCase(Locale.ROOT).replaceAll("[^\\p{L}\\p{Nd}]", "");
    String letters = plain.replaceAll("\\d+$", "");
    if (PUBLISHED.contains(plain) || PUBLISHED.contains(letters)) {
      return Optional.of("it is a well-known weak value");
    }
    if (PLACEHOLDERS.stream().anyMatch(plain::startsWith)) {
      return Optional.of("it is the placeholder of an example");
    }
    if (isRepetition(text)) {
      return Optional.of("it repeats a few characters");
    }
    if (isSequence(text)) {
      return Optional.of("it is a plain sequence of characters");
    }
    return Optional.empty();
  }

  private static boolean isRepetition(String text) {
    for (int unit = 1; unit <= Math.min(LONGEST_UNIT, text.length() / 2); unit++) {
      if (text.regionMatches(unit, text, 0, text.length() - unit)) {
        return true;
      }
    }
    return text.length() < 2;
  }

  /**
   * Whether more than three quarters of the characters equal their predecessor or follow it in the
   * alphabet. In random hexadecimal text about one in five does.
   */
  private static boolean isSequence(String text) {
    long near = 0;
    for (int i = 1; i < text.length(); i++) {
      if (Math.abs(text.charAt(i) - text.charAt(i - 1)) <= 1) {
        near++;
      }
    }
    return near * 4 > (text.length() - 1) * 3L;
  }
}
