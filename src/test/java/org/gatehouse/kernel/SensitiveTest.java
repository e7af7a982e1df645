package org.gatehouse.kernel;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.io.Serializable;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SensitiveTest {
  private static final Sensitive SECRET = Sensitive.of("geheim ä");

  private record Holder(String name, Sensitive password) {}

  @Test
  void toStringWhenPrintedAnywhereThenNothingShown() {
    String shown =
        SECRET
            + String.format("%s %s", SECRET, new Holder("jane", SECRET))
            + List.of(SECRET)
            + Map.of("k", SECRET);
    assertFalse(shown.contains("geheim"), "the text must not be shown");
    assertEquals("***", SECRET.toString());
  }

  @Test
  void revealWhenAskedThenTextAndUtf8() {
    assertEquals("geheim ä", SECRET.reveal());
    assertArrayEquals(
        new byte[] {'g', 'e', 'h', 'e', 'i', 'm', ' ', (byte) 0xC3, (byte) 0xA4}, SECRET.utf8());
  }

  @Test
  void utf8WhenCallerWipesItThenTextStays() {
    SECRET.utf8()[0] = 0;
    assertEquals('g', SECRET.utf8()[0]);
  }

  @Test
  void equalsWhenSameTextThenEqual() {
    assertEquals(Sensitive.of("a"), Sensitive.of("a"));
    assertEquals(Sensitive.of("a").hashCode(), Sensitive.of("a").hashCode());
    assertNotEquals(Sensitive.of("a"), Sensitive.of("b"));
    assertNotEquals(Sensitive.of("a"), Sensitive.of("aa"));
    assertNotEquals(Sensitive.of("a"), Sensitive.of(""));
    assertFalse(Sensitive.of("a").equals((Object) "a"));
    assertFalse(SECRET.equals(null));
  }

  @Test
  void equalsWhenOnlyUtf8IsTheSameThenDifferent() {
    assertNotEquals(Sensitive.of("?"), Sensitive.of("\ud800"), "broken Unicode becomes a ?");
  }

  @Test
  void typeWhenSessionIsStoredThenNotSerializable() {
    assertFalse(Serializable.class.isAssignableFrom(Sensitive.class));
  }
}
