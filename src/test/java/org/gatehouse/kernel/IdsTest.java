package org.gatehouse.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IdsTest {
  private static final String TEXT = "0f8fad5b-d9cb-469f-a165-70867728950e";

  @Test
  void parseWhenCanonicalThenSameTextAgain() {
    assertEquals(TEXT, UserId.parse(TEXT).toString());
    assertEquals(TEXT, SessionId.parse(TEXT).toString());
    assertEquals(UserId.parse(TEXT), UserId.parse(TEXT.toUpperCase(Locale.ROOT)));
    assertEquals(SessionId.parse(TEXT), SessionId.parse(TEXT.toUpperCase(Locale.ROOT)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "1-1-1-1-1",
        "0f8fad5b-d9cb-469f-a165-70867728950",
        "00f8fad5b-d9cb-469f-a165-70867728950e",
        "0f8fad5bd9cb469fa16570867728950e",
        "{0f8fad5b-d9cb-469f-a165-70867728950e}",
        " 0f8fad5b-d9cb-469f-a165-70867728950e",
        "0f8fad5b-d9cb-469f-a165-70867728950g",
        "+f8fad5b-d9cb-469f-a165-70867728950e",
        "0f8fad5b-d9cb-469f-a165-٧0867728950e",
      })
  void parseWhenNotCanonicalThenRefused(String text) {
    assertThrows(IllegalArgumentException.class, () -> UserId.parse(text));
    assertThrows(IllegalArgumentException.class, () -> SessionId.parse(text));
  }

  @Test
  void randomWhenMadeThenVersionFourAndNew() {
    assertEquals(4, UserId.random().value().version());
    assertEquals(4, SessionId.random().value().version());
    assertNotEquals(UserId.random(), UserId.random());
    assertNotEquals(SessionId.random(), SessionId.random());
  }
}
