package org.gatehouse.kernel;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The languages in which people can be written to. */
public final class Languages {
  private static final List<Locale> SPOKEN = List.of(Locale.ENGLISH, Locale.GERMAN);

  private Languages() {}

  /** All of them. */
  public static List<Locale> all() {
    return SPOKEN;
  }

  /** The language of this tag, such as {@code de}, if it is one of ours. */
  public static Optional<Locale> parse(String tag) {
    return SPOKEN.stream().filter(language -> language.toLanguageTag().equals(tag)).findFirst();
  }

  /** The first of these that is ours, whatever its region; English if none is. */
  public static Locale firstOf(List<Locale> wanted) {
    return wanted.stream()
        .flatMap(locale -> parse(locale.getLanguage()).stream())
        .findFirst()
        .orElse(Locale.ENGLISH);
  }
}
