package org.gatehouse.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WeakSecretsTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "auth_token",
        "refresh_token",
        "AABBCCDDAABBCCDDAABBCCDDAABBCCDDAABBCCDD",
        "flowise",
        "Flowise123",
        "popcorn",
        "Secre$t",
        "secret",
        "1234",
        "user",
        "x",
        "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa",
        "changeme",
        "change-me-please-i-am-a-long-text-of-more-than-32-bytes",
        "CHANGE_ME",
        "your-256-bit-secret",
        "a-string-secret-at-least-256-bits-long",
        "0123456789abcdef0123456789abcdef",
        "abcdefghijklmnopqrstuvwxyz0123456789",
        "98765432109876543210987654321098",
        "hunter2!hunter2!hunter2!hunter2!hunt",
        "the output of: openssl rand -hex 32",
      })
  void textWhenPublishedOrGuessableThenWeakAndNotRepeated(String text) {
    Optional<String> weakness = WeakSecrets.weaknessOf(text);
    assertTrue(weakness.isPresent());
    assertFalse(weakness.get().contains(text) && text.length() > 1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "tr0ub4dor&3",
        "correct horse battery staple",
        "user-service-7Gk2",
        "f3a91c07d2be58e4610f9a7b2c4d8e13",
        "пароль-длинный-и-странный"
      })
  void textWhenUnusualThenNotWeak(String text) {
    assertEquals(Optional.empty(), WeakSecrets.weaknessOf(text));
  }

  @Test
  void textWhenRandomThenNotWeak() {
    SecureRandom random = new SecureRandom();
    byte[] bytes = new byte[32];
    for (int i = 0; i < 2_000; i++) {
      random.nextBytes(bytes);
      assertEquals(Optional.empty(), WeakSecrets.weaknessOf(HexFormat.of().formatHex(bytes)));
      assertEquals(
          Optional.empty(), WeakSecrets.weaknessOf(Base64.getEncoder().encodeToString(bytes)));
    }
  }
}
