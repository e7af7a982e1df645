package org.gatehouse.crypto;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.security.SecureRandom;
import org.gatehouse.kernel.Sensitive;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullAndEmptySource;
import org.junit.jupiter.params.provider.ValueSource;

class TokenDigestTest {
  private static final String TOKEN = "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8";

  private final TokenDigest digest = new TokenDigest(Sensitive.of("a-digest-secret"));

  /** Computed with OpenSSL: {@code openssl dgst -sha256 -hmac a-digest-secret}. */
  @Test
  void ofWhenComputedElsewhereThenSame() {
    assertEquals(
        "ojT9mxqyNBTnnwTrkpyP7vhw0a4qkY6P8FLaLMUdNCY",
        digest.of(OpaqueToken.parse(TOKEN).orElseThrow()));
  }

  @Test
  void matchesWhenTokenIsTheOneThenTrueAndForNoOther() {
    OpaqueToken other = OpaqueToken.random(new SecureRandom());
    String stored = digest.of(OpaqueToken.parse(TOKEN).orElseThrow());
    assertTrue(digest.matches(TOKEN, stored));
    assertFalse(digest.matches(other.value().reveal(), stored));
    assertFalse(digest.matches(TOKEN, stored + "A"));
    assertFalse(digest.matches(stored, stored));
  }

  @Test
  void ofWhenSecretDiffersThenDiffers() {
    OpaqueToken token = OpaqueToken.parse(TOKEN).orElseThrow();
    assertNotEquals(digest.of(token), new TokenDigest(Sensitive.of("another")).of(token));
  }

  @ParameterizedTest
  @NullAndEmptySource
  @ValueSource(strings = {"null", " ", "undefined"})
  void matchesWhenNullOrEmptyOrNoTokenThenFalseEvenAgainstItself(String text) {
    assertFalse(digest.matches(text, text));
    assertFalse(digest.matches(text, digest.of(OpaqueToken.parse(TOKEN).orElseThrow())));
    assertFalse(digest.matches(TOKEN, text));
  }

  @Test
  void constructorWhenSecretEmptyThenRefused() {
    Sensitive empty = Sensitive.of("");
    assertThrows(IllegalArgumentException.class, () -> new TokenDigest(empty));
  }
}
