package org.gatehouse.crypto;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.gatehouse.kernel.Sensitive;
import org.junit.jupiter.api.Test;

class PurposeMacTest {
  private final PurposeMac mac = new PurposeMac(Sensitive.of("key"), "a purpose");

  /** {@code printf 'a purpose\0text' | openssl dgst -sha256 -hmac key -binary | base64}. */
  @Test
  void ofWhenComputedElsewhereThenTheSame() {
    assertEquals("Nko3uPqM5_RANg-KAIYFa_wuT8mHtWOz4AEQekC2ca0", mac.of("text"));
  }

  @Test
  void matchesWhenTextKeyAndPurposeAreTheSameThenAndOnlyThen() {
    String code = mac.of("text");

    assertTrue(mac.matches("text", code));
    assertFalse(mac.matches("texT", code));
    assertFalse(mac.matches("text", code + "A"));
    assertFalse(mac.matches("text", ""));
    assertFalse(mac.matches("text", null));
    assertFalse(new PurposeMac(Sensitive.of("key"), "a purpose2").matches("text", code));
    assertFalse(new PurposeMac(Sensitive.of("kez"), "a purpose").matches("text", code));
  }

  @Test
  void newWhenSecretOrPurposeIsUnfitThenRefused() {
    Sensitive key = Sensitive.of("key");

    assertThrows(IllegalArgumentException.class, () -> new PurposeMac(Sensitive.of(""), "p"));
    assertThrows(IllegalArgumentException.class, () -> new PurposeMac(key, ""));
    assertThrows(IllegalArgumentException.class, () -> new PurposeMac(key, "a\0b"));
  }
}
