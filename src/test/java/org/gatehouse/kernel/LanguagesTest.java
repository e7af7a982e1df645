package org.gatehouse.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LanguagesTest {
  @ParameterizedTest
  @ValueSource(strings = {"", "fr", "EN", "de-AT", "en ", "*", "und"})
  void parseWhenNoneOfOursThenEmpty(String tag) {
    assertEquals(Optional.empty(), Languages.parse(tag));
  }

  @Test
  void parseWhenOursThenThatLanguage() {
    assertEquals(Optional.of(Locale.ENGLISH), Languages.parse("en"));
    assertEquals(Optional.of(Locale.GERMAN), Languages.parse("de"));
  }

  @Test
  void firstOfWhenSeveralThenTheFirstOfOursWhateverItsRegion() {
    assertEquals(
        Locale.GERMAN,
        Languages.firstOf(List.of(Locale.FRENCH, Locale.forLanguageTag("de-AT"), Locale.UK)));
    assertEquals(Locale.ENGLISH, Languages.firstOf(List.of(Locale.UK, Locale.GERMANY)));
    assertEquals(Locale.ENGLISH, Languages.firstOf(List.of(Locale.FRENCH)));
    assertEquals(Locale.ENGLISH, Languages.firstOf(List.of()));
  }
}
