package org.gatehouse.crypto;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.security.SecureRandom;
import java.util.Base64;
import java.util.Optional;
import org.gatehouse.kernel.Sensitive;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullAndEmptySource;
import org.junit.jupiter.params.provider.ValueSource;

class OpaqueTokenTest {
  private static final SecureRandom RANDOM = new SecureRandom();

  @Test
  void randomWhenCalledThen256BitsThatPrintAsStars() {
    OpaqueToken token = OpaqueToken.random(RANDOM);
    assertEquals(32, Base64.getUrlDecoder().decode(token.value().reveal()).length);
    assertFalse(token.toString().contains(token.value().reveal()));
    assertNotEquals(token, OpaqueToken.random(RANDOM));
  }

  @Test
  void parseWhenGivenBackThenSameToken() {
    OpaqueToken token = OpaqueToken.random(RANDOM);
    assertEquals(Optional.of(token), OpaqueToken.parse(token.value().reveal()));
  }

  @ParameterizedTest
  @NullAndEmptySource
  @ValueSource(
      strings = {
        " ",
        "null",
        "AAAA",
        "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAB",
        "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=",
        "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA\n",
        "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
        "+/AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"
      })
  void parseWhenNotExactlyATokenThenEmpty(String text) {
    assertTrue(OpaqueToken.parse(text).isEmpty());
  }

  @Test
  void constructorWhenNotATokenThenRefused() {
    Sensitive text = Sensitive.of("geheim");
    assertThrows(IllegalArgumentException.class, () -> new OpaqueToken(text));
  }
}
