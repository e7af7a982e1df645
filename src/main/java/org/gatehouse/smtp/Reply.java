package org.gatehouse.smtp;

import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What the server answered (RFC 5321, section 4.2).
 *
 * @param lines without the code
 */
record Reply(int code, List<String> lines) {
  private static final int SHOWN = 200;

  /** RFC 3463. */
  private static final Pattern ENHANCED = Pattern.compile("[245]\\.\\d{1,3}\\.\\d{1,3}");

  /**
   * Servers repeat what they dislike: a filter for spam the link, with its token. A token of ours
   * has 43 characters, and no word that helps anybody is half as long.
   */
  private static final Pattern TOO_LONG = Pattern.compile("[^\\s\"'<>()\\[\\]@.,:;/?&=#]{21,}");

  private static final Pattern QUERY = Pattern.compile("[?#]\\S*");

  boolean isOk() {
    return code / 100 == 2;
  }

  /**
   * Whether the server would say it again: a 5xx that is about this mail, and not about the order
   * of our commands or the lack of an account.
   */
  boolean isForGood() {
    return code / 100 == 5
        && switch (code) {
          case 500, 502, 503, 530, 534, 535, 538 -> false;
          default -> true;
        };
  }

  /** Whether it says that somebody has to sign in first (RFC 4954, section 6). */
  boolean asksForAccount() {
    return code == 530 || code == 534 || code == 535 || code == 538;
  }

  /**
   * Whether it refuses us rather than what we asked for: policy (RFC 3463, X.7), such as a relay
   * that does not know us, which is a setting that somebody may repair.
   */
  boolean isPolicy() {
    String first = lines.isEmpty() ? "" : lines.get(0);
    return first.startsWith("5.7.") || first.toLowerCase(Locale.ROOT).contains("relay");
  }

  /** Whether an extension is among those that EHLO was answered with, and with what. */
  String extension(String name) {
    return lines.stream()
        .skip(1)
        .map(line -> line.strip().toUpperCase(Locale.ROOT))
        .filter(line -> line.equals(name) || line.startsWith(name + " "))
        .findFirst()
        .orElse("");
  }

  /** For people: the code and what the server said, without anything that might be a secret. */
  String words() {
    String said = String.join(" ", lines).replaceAll("[\\p{Cntrl}\\s]+", " ").strip();
    said = TOO_LONG.matcher(QUERY.matcher(said).replaceAll("…")).replaceAll("…");
    return code + " " + (said.length() > SHOWN ? said.substring(0, SHOWN) + "…" : said);
  }

  /** The code alone, where the server may repeat a password. */
  String codes() {
    Matcher enhanced = ENHANCED.matcher(lines.isEmpty() ? "" : lines.get(0));
    return enhanced.lookingAt() ? code + " " + enhanced.group() : Integer.toString(code);
  }
}
