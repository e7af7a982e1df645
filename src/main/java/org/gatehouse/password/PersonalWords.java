package org.gatehouse.password;

import java.text.Normalizer;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * What an attacker who knows the person tries first: the e-mail address, its local part, its
 * domain, the domains above and their labels, the name and its parts, the product's name.
 *
 * <p>A password is such a word if it equals it, or contains a word of four characters or more and
 * is at most three characters longer ({@code jane.doe!}, {@code 1Example99}). Case, width and
 * characters other than letters and digits make no difference. A longer password may contain
 * personal words: it has enough of its own.
 */
final class PersonalWords {
  private static final String PRODUCT = "gatehouse";
  private static final Pattern SEPARATORS = Pattern.compile("[^\\p{L}\\p{M}\\p{N}]+");
  private static final int SHORTEST_CONTAINED = 4;
  private static final int MOST_ADDED = 3;

  /** Each word without what is neither letter nor digit, and its length with that. */
  private final Map<String, Integer> words = new HashMap<>();

  /** E-mail addresses and names as the person typed them. */
  PersonalWords(List<String> texts) {
    add(PRODUCT);
    for (String text : texts) {
      // Longer texts cannot be the core of an accepted password, and normalising them is not free.
      if (text.length() <= PasswordText.MAX_UNITS) {
        addAll(fold(text));
      }
    }
    words.remove("");
  }

  private void addAll(String text) {
    add(text);
    int at = text.lastIndexOf('@');
    if (at >= 0) {
      String local = text.substring(0, at);
      int tag = local.indexOf('+');
      add(local);
      add(tag < 0 ? local : local.substring(0, tag));
      for (int dot = at; dot >= 0; dot = text.indexOf('.', dot + 1)) {
        add(text.substring(dot + 1));
      }
    }
    SEPARATORS.splitAsStream(text).forEach(this::add);
  }

  private void add(String word) {
    words.merge(lettersAndDigits(word), length(word), Math::max);
  }

  boolean isOnly(String password) {
    String folded = fold(password);
    String core = lettersAndDigits(folded);
    return words.entrySet().stream()
        .filter(word -> length(folded) <= word.getValue() + MOST_ADDED)
        .map(Map.Entry::getKey)
        .anyMatch(
            word ->
                core.equals(word) || (length(word) >= SHORTEST_CONTAINED && core.contains(word)));
  }

  /** Lower case, and no difference between full-width, ligature and plain letters. */
  static String fold(String text) {
    return Normalizer.normalize(text, Normalizer.Form.NFKC).toLowerCase(Locale.ROOT);
  }

  private static String lettersAndDigits(String text) {
    return SEPARATORS.matcher(text).replaceAll("");
  }

  private static int length(String text) {
    return text.codePointCount(0, text.length());
  }
}
