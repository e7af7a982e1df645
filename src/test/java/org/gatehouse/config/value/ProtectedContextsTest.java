package org.gatehouse.config.value;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ProtectedContextsTest {
  @Test
  void parseWhenStarThenAll() {
    assertEquals(new ProtectedContexts(true, Set.of()), ProtectedContexts.parse("*"));
  }

  @Test
  void parseWhenPathsThenThese() {
    assertEquals(
        new ProtectedContexts(false, Set.of("/shop", "/team/wiki", "/")),
        ProtectedContexts.parse("/shop , /team/wiki,/"));
  }

  @Test
  void parseWhenStarAndPathsThenBoth() {
    assertEquals(
        new ProtectedContexts(true, Set.of("/manager")), ProtectedContexts.parse("*,/manager"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"shop", "/shop/", "//", "/shop,", ",", "/a b", "/*", "**", "/a//b", "/ü"})
  void parseWhenNoContextPathThenRefused(String text) {
    assertThrows(IllegalArgumentException.class, () -> ProtectedContexts.parse(text));
  }
}
