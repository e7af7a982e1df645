package org.gatehouse.password;

import static org.gatehouse.password.Passwords.Verification.MATCH;
import static org.gatehouse.password.Passwords.Verification.MATCH_NEEDS_REHASH;
import static org.gatehouse.password.Passwords.Verification.MISMATCH;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;
import org.gatehouse.kernel.AuthException;
import org.gatehouse.kernel.ErrorCode;
import org.gatehouse.kernel.Sensitive;
import org.gatehouse.password.Passwords.Verification;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PasswordsTest {
  private static final String EIGHTY =
      "0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789chars after 72";

  private final HashingPool pool = new HashingPool(2, 16);
  private final Passwords passwords = new Passwords(new PasswordConfig(4, 8), pool);

  @AfterEach
  void closePool() {
    pool.close();
  }

  // Openwall crypt_blowfish 1.3, wrapper.c: the ones whose password is text.
  @ParameterizedTest
  @CsvSource({
    "U*U,   $2a$05$CCCCCCCCCCCCCCCCCCCCC.E5YPO9kmyuRGyh0XouQYb4YMJKvyOeW",
    "U*U*,  $2a$05$CCCCCCCCCCCCCCCCCCCCC.VGOzA784oUp/Z0DY336zx7pLYAy0lwK",
    "U*U*U, $2a$05$XXXXXXXXXXXXXXXXXXXXXOAcXxm9kjPGEMsLznoKqmqw7tc8WCx4a",
    "'',    $2a$05$CCCCCCCCCCCCCCCCCCCCC.7uG0VCzI2bS7j6ymqJi9CdcdxiRTWNy",
    "U*U,   $2y$05$CCCCCCCCCCCCCCCCCCCCC.E5YPO9kmyuRGyh0XouQYb4YMJKvyOeW",
    "U*U,   $2b$05$CCCCCCCCCCCCCCCCCCCCC.E5YPO9kmyuRGyh0XouQYb4YMJKvyOeW",
  })
  void verifyWhenPublishedVectorThenMatch(String password, String stored) {
    assertNotEquals(MISMATCH, verify(password, stored));
    assertEquals(MISMATCH, verify(password + "x", stored));
  }

  // Computed with libxcrypt 4.4 (Python's crypt), HMAC and base64 of Python's standard library.
  @Test
  void verifyWhenComputedElsewhereThenMatch() {
    String wide = "ä€😀".repeat(8);
    assertEquals(72, wide.getBytes(StandardCharsets.UTF_8).length);
    assertNotEquals(
        MISMATCH, verify(wide, "$2b$04$abcdefghijklmnopqrstuuNNKl9CqLYAyn.eYFE6wLrMsNswpmYLm"));
    assertNotEquals(
        MISMATCH,
        verify("pässwörd", "$2y$04$abcdefghijklmnopqrstuuyx2n0Zzopyr9QuYTMCfOJJOj526QVoC"));
    assertEquals(
        MATCH,
        verify(
            "0123456789".repeat(20),
            "$bcrypt-sha256$v=2,t=2b,r=4$abcdefghijklmnopqrstuu$fpV4TecfxiO2YYW3GQxin9pUTyWXvbS"));
    assertEquals(
        MATCH,
        verify(
            "ä€😀".repeat(40),
            "$bcrypt-sha256$v=2,t=2b,r=4$abcdefghijklmnopqrstuu$k6ayZ.e5pJvxItiKLYas60P8aBFr6F6"));
  }

  // passlib 1.7.4, documentation of passlib.hash.bcrypt_sha256; the second is hashcat's of mode
  // 30600.
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "password|$bcrypt-sha256$v=2,t=2b,r=12$n79VH.0Q2TMWmt3Oqt9uku$Kq4Noyk3094Y2QlB8NdRT8SvGiI4ft2",
        "hashcat|$bcrypt-sha256$v=2,t=2b,r=12$KSOjON/ciJR86a00N5q61.$AmWZucQuHk13FGkQWhgMeiFvBfm2GCy",
      })
  void verifyWhenPasslibVectorThenMatch(String password, String stored) {
    assertNotEquals(MISMATCH, verify(password, stored));
  }

  @Test
  void hashWhenMadeThenOnlyTheSamePasswordMatches() {
    // Lengths around what bcrypt reads (72) and the block of SHA-256 (64); one to four bytes each.
    for (String letter : new String[] {"a", "ä", "€", "😀"}) {
      for (int bytes : new int[] {4, 64, 68, 71, 72, 73, 76, 200}) {
        int width = letter.getBytes(StandardCharsets.UTF_8).length;
        String password = letter.repeat(bytes / width) + "b".repeat(bytes % width);
        String stored = passwords.hash(Sensitive.of(password));
        String name = letter + " in " + bytes;
        assertEquals(MATCH, verify(password, stored), name);
        String start = password.substring(0, password.offsetByCodePoints(password.length(), -1));
        assertEquals(MISMATCH, verify(start, stored), name + ", without the last character");
        assertEquals(MISMATCH, verify(start + "c", stored), name + ", other last character");
        assertEquals(MISMATCH, verify(password + letter, stored), name + ", one more");
        assertEquals(MISMATCH, verify(password + password, stored), name + ", twice");
      }
    }
  }

  @Test
  void hashWhenSamePasswordThenOtherSalt() {
    String first = passwords.hash(Sensitive.of("correct horse"));
    assertTrue(first.startsWith("$2b$04$"), first);
    assertNotEquals(first, passwords.hash(Sensitive.of("correct horse")));
  }

  @Test
  void hashWhenBeyondWhatBcryptReadsThenFormSaysSo() {
    assertTrue(passwords.hash(Sensitive.of("a".repeat(71))).startsWith("$2b$"));
    assertTrue(
        passwords.hash(Sensitive.of("a".repeat(72))).startsWith("$bcrypt-sha256$v=2,t=2b,r=4$"));
  }

  @Test
  void verifyWhenTypedDecomposedThenMatch() {
    assertEquals(
        MATCH, verify("e\u0301toile filante", passwords.hash(Sensitive.of("étoile filante"))));
  }

  @Test
  void verifyWhenForeignHashWasCutThenMatchOnceMore() {
    String stored = "$2b$05$abcdefghijklmnopqrstuu5s2v8.iXieOjg/.AySBTTZIIVFJeBui";
    assertEquals(MATCH_NEEDS_REHASH, verify(EIGHTY, stored));
    assertEquals(MATCH_NEEDS_REHASH, verify(EIGHTY.substring(0, 72), stored));
    assertEquals(MISMATCH, verify(EIGHTY.substring(0, 71), stored));

    String upgraded = passwords.hash(Sensitive.of(EIGHTY));
    assertEquals(MATCH, verify(EIGHTY, upgraded));
    assertEquals(MISMATCH, verify(EIGHTY.substring(0, 72), upgraded));
  }

  @Test
  void verifyWhenFormOrCostIsNotTodaysThenRehash() {
    String today = passwords.hash(Sensitive.of("secret horse"));
    assertEquals(MATCH, verify("secret horse", today));
    assertEquals(MATCH_NEEDS_REHASH, verify("secret horse", today.replace("$2b$", "$2a$")));
    assertEquals(MATCH_NEEDS_REHASH, verify("secret horse", today.replace("$2b$", "$2y$")));

    Passwords dearer = new Passwords(new PasswordConfig(5, 8), pool);
    assertEquals(MATCH_NEEDS_REHASH, dearer.verify(Sensitive.of("secret horse"), today));
    String dear = dearer.hash(Sensitive.of("secret horse"));
    assertEquals(MATCH, verify("secret horse", dear), "never replaced by a cheaper one");
    String dearLong = dearer.hash(Sensitive.of(EIGHTY));
    assertEquals(MATCH, verify(EIGHTY, dearLong));
    assertEquals(
        MATCH_NEEDS_REHASH,
        new Passwords(new PasswordConfig(6, 8), pool).verify(Sensitive.of(EIGHTY), dearLong));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "secret horse",
        "*",
        "$2x$04$abcdefghijklmnopqrstuuBzzIgyKkz7xMWYSzkIjUSnxEQFQ0WNe",
        "$2$04$abcdefghijklmnopqrstuuBzzIgyKkz7xMWYSzkIjUSnxEQFQ0WNe",
        "$2b$31$abcdefghijklmnopqrstuuBzzIgyKkz7xMWYSzkIjUSnxEQFQ0WNe",
        "$2b$17$abcdefghijklmnopqrstuuBzzIgyKkz7xMWYSzkIjUSnxEQFQ0WNe",
        "$2b$03$abcdefghijklmnopqrstuuBzzIgyKkz7xMWYSzkIjUSnxEQFQ0WNe",
        "$2b$04$abcdefghijklmnopqrstuuBzzIgyKkz7xMWYSzkIjUSnxEQFQ0WN",
        "$2b$04$abcdefghijklmnopqrstuuBzzIgyKkz7xMWYSzkIjUSnxEQFQ0WNe\n",
        "$2b$04$abcdefghijklmnopqrst!uBzzIgyKkz7xMWYSzkIjUSnxEQFQ0WNe",
        "$2b$04$..............................................",
        "$bcrypt-sha256$2b,4$abcdefghijklmnopqrstuu$fpV4TecfxiO2YYW3GQxin9pUTyWXvbS",
        "$bcrypt-sha256$v=2,t=2b,r=31$abcdefghijklmnopqrstuu$fpV4TecfxiO2YYW3GQxin9pUTyWXvbS",
        "$argon2id$v=19$m=65536,t=3,p=4$c29tZXNhbHQ$RdescudvJCsgt3ub+b4dWRWJTmaaJObG",
      })
  void verifyWhenFormUnknownThenMismatch(String stored) {
    assertEquals(MISMATCH, verify("a".repeat(72), stored));
    assertEquals(MISMATCH, verify("0123456789".repeat(20), stored));
    assertEquals(MISMATCH, verify("secret horse", stored));
    assertEquals(MISMATCH, verify("", stored));
  }

  @Test
  void verifyWhenNulRepeatsTheKeyThenMismatch() {
    String stored = passwords.hash(Sensitive.of("ab"));
    assertEquals(MATCH, verify("ab", stored));
    assertEquals(MISMATCH, verify("ab\0ab", stored), "the same key for bcrypt");
    assertEquals(MISMATCH, verify("ab\0", stored));
  }

  @Test
  void verifyWhenSurrogateUnpairedThenMismatch() {
    String stored = passwords.hash(Sensitive.of("?secret horse"));
    assertEquals(MISMATCH, verify("\uD800secret horse", stored), "the same bytes for Java");
    assertEquals(MISMATCH, verify("\uDC00secret horse", stored));
  }

  @Test
  void verifyWhenTwentyThousandCharactersThenMismatch() {
    String stored = passwords.hash(Sensitive.of("x".repeat(128)));
    assertEquals(MISMATCH, verify("x".repeat(20_000), stored));
    assertEquals(MISMATCH, verify("\u0301\u0316".repeat(10_000), stored));
  }

  @ParameterizedTest
  @ValueSource(strings = {"with\0nul", "\uD800", "tail\uDBFF"})
  void hashWhenNeverVerifiableThenRefused(String password) {
    AuthException refused =
        assertThrows(AuthException.class, () -> passwords.hash(Sensitive.of(password)));
    assertEquals(ErrorCode.PASSWORD_REFUSED, refused.code());
    assertFalse(String.valueOf(refused.getMessage()).contains("nul"));
  }

  @Test
  void toStringWhenStoredHashThenNoSaltAndNoDigest() {
    StoredHash hash = StoredHash.parse(passwords.hash(Sensitive.of("secret horse"))).orElseThrow();
    assertFalse(hash.toString().contains(hash.salt()));
    assertFalse(hash.toString().contains(hash.digest()));
  }

  @Test
  void verifyWhenFormUnknownThenOneWarningWithoutSecrets() {
    List<String> lines = new ArrayList<>();
    Handler recorder =
        new Handler() {
          @Override
          public void publish(LogRecord line) {
            lines.add(line.getLevel() + " " + new SimpleFormatter().format(line));
          }

          @Override
          public void flush() {}

          @Override
          public void close() {}
        };
    Logger log = Logger.getLogger(Passwords.class.getName());
    log.addHandler(recorder);
    try {
      verify("secret horse", "$5$rounds=5000$saltysalt$digestdigest");
    } finally {
      log.removeHandler(recorder);
    }
    assertEquals(1, lines.size());
    assertTrue(lines.get(0).startsWith("WARNING "), lines::toString);
    for (String secret : List.of("secret", "horse", "salty", "digest", "$5$")) {
      assertFalse(lines.get(0).contains(secret), secret);
    }
  }

  private Verification verify(String password, String stored) {
    return passwords.verify(Sensitive.of(password), stored);
  }
}
