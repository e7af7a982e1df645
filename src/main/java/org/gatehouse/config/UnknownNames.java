package org.gatehouse.config;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Names that are no setting's, with the one that was probably meant. */
final class UnknownNames {
  private static final List<String> PREFIXES =
      List.of(
          "JWT_",
          "SMTP_",
          "SECRETKEY_",
          "GATEHOUSE_",
          "PASSWORD_",
          "DATABASE_",
          "SSO_",
          "OUTBOUND_");

  /**
   * What a mistyped name looks like. A line of a pasted key can look like a name with a value, too,
   * and must not be shown.
   */
  private static final Pattern LIKE_A_NAME = Pattern.compile("[A-Z]+(?:_[A-Z]+)+");

  private UnknownNames() {}

  /** A mistake for every key of the file that cannot stand there. */
  static List<String> mistakesIn(Dotenv file) {
    return file.lines().entrySet().stream()
        .flatMap(
            entry -> {
              String key = entry.getKey();
              String where = Settings.FILE + ", line " + entry.getValue() + ": ";
              if (key.equals(OwnSettings.GATEHOUSE_HOME.name())) {
                return Stream.of(
                    where + key + " says where this file is, so it cannot stand in it");
              }
              return isKnown(key) ? Stream.empty() : Stream.of(where + unknown(key));
            })
        .toList();
  }

  private static String unknown(String key) {
    Optional<String> nearest = nearestTo(key);
    boolean isShown = nearest.isPresent() || LIKE_A_NAME.matcher(key).matches();
    return (isShown ? key + " is no setting" : "the name is no setting's") + meant(nearest);
  }

  /** A warning for every name that begins like one of ours. */
  static List<String> warningsFor(String kind, Map<String, String> values) {
    return values.entrySet().stream()
        .filter(entry -> !entry.getValue().isBlank())
        .map(Map.Entry::getKey)
        .filter(name -> PREFIXES.stream().anyMatch(name::startsWith) && !isKnown(name))
        .sorted()
        .map(name -> "The " + kind + " " + name + " is no setting" + meant(nearestTo(name)))
        .toList();
  }

  private static String meant(Optional<String> nearest) {
    return nearest.map(name -> "; did you mean " + name + "?").orElse("");
  }

  private static boolean isKnown(String name) {
    return names().anyMatch(name::equals);
  }

  private static Stream<String> names() {
    return KnownSettings.all().stream()
        .flatMap(s -> Stream.concat(Stream.of(s.name()), s.aliases().stream()));
  }

  /** The known name that needs the fewest changes, if it is near enough to be what was meant. */
  static Optional<String> nearestTo(String name) {
    return names()
        .min(Comparator.comparingInt(known -> distance(name, known)))
        .filter(known -> distance(name, known) <= Math.max(2, name.length() / 4));
  }

  /**
   * The number of letters to insert, delete, replace or swap with their neighbour (optimal string
   * alignment). A name that was broken off, or continued, counts as one change.
   */
  static int distance(String one, String other) {
    if (isBeginning(one, other) || isBeginning(other, one)) {
      return one.equals(other) ? 0 : 1;
    }
    int[][] d = new int[one.length() + 1][other.length() + 1];
    for (int i = 0; i <= one.length(); i++) {
      for (int j = 0; j <= other.length(); j++) {
        if (i == 0 || j == 0) {
          d[i][j] = i + j;
          continue;
        }
        boolean same = one.charAt(i - 1) == other.charAt(j - 1);
        d[i][j] =
            Math.min(d[i - 1][j - 1] + (same ? 0 : 1), Math.min(d[i - 1][j] + 1, d[i][j - 1] + 1));
        if (i > 1
            && j > 1
            && one.charAt(i - 1) == other.charAt(j - 2)
            && one.charAt(i - 2) == other.charAt(j - 1)) {
          d[i][j] = Math.min(d[i][j], d[i - 2][j - 2] + 1);
        }
      }
    }
    return d[one.length()][other.length()];
  }

  /** Never a bare prefix such as {@code JWT}. */
  private static boolean isBeginning(String shorter, String longer) {
    return longer.equals(shorter) || (shorter.contains("_") && longer.startsWith(shorter));
  }
}
