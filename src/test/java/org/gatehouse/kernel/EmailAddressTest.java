package org.gatehouse.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.text.Normalizer;
import java.util.Locale;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EmailAddressTest {
  private static final Set<Integer> MANY_AND_PLAIN =
      Set.of((int) Character.OTHER_LETTER, (int) Character.PRIVATE_USE);

  @ParameterizedTest
  @CsvSource({
    "jane@example.com,             jane@example.com",
    "'  Jane@Example.COM\t',       jane@example.com",
    "Jane+Tag@example.com,         jane+tag@example.com",
    "100%_sure@example.com,        100%_sure@example.com",
    "o'neil!#$&*/=?^`{|}~-@x.org,  o'neil!#$&*/=?^`{|}~-@x.org",
    "root@localhost,               root@localhost",
    "a@1.example,                  a@1.example",
    "jane@Bücher.EXAMPLE,          jane@xn--bcher-kva.example",
    "jane@BÜCHER.example,          jane@xn--bcher-kva.example",
    "jane@bu\u0308cher.example,    jane@xn--bcher-kva.example",
    "jane@XN--BCHER-KVA.example,   jane@xn--bcher-kva.example",
    "jane@ｅｘａｍｐｌｅ．ＣＯＭ,    jane@example.com",
    "jane@mail。example｡com,       jane@mail.example.com",
    "JÖRG@example.com,             jörg@example.com",
    "JO\u0308RG@example.com,       jörg@example.com",
    "straße@example.com,           straße@example.com",
    "用户@例え.jp,                 用户@xn--r8jz45g.jp",
    "I@example.com,                i@example.com",
    "ı@example.com,                ı@example.com",
  })
  void parseWhenSpeltInManyWaysThenOneForm(String input, String expected) {
    assertEquals(Optional.of(new EmailAddress(expected)), EmailAddress.parse(input));
  }

  @Test
  void parseWhenLettersLookAlikeToADatabaseThenDifferent() {
    assertNotEquals(EmailAddress.parse("a_b@x.org"), EmailAddress.parse("acb@x.org"));
    assertNotEquals(EmailAddress.parse("a%@x.org"), EmailAddress.parse("abc@x.org"));
    assertNotEquals(EmailAddress.parse("ı@x.org"), EmailAddress.parse("i@x.org"));
    assertNotEquals(EmailAddress.parse("straße@x.org"), EmailAddress.parse("strasse@x.org"));
    assertNotEquals(EmailAddress.parse("jane+a@x.org"), EmailAddress.parse("jane@x.org"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "@",
        "jane",
        "jane@",
        "@example.com",
        "ja@ne@example.com",
        "jane doe@example.com",
        "jane\u00a0doe@example.com",
        "jane\u3000doe@example.com",
        "jane@exam ple.com",
        "jane@example.com\nBcc: x@y.org",
        "jane\r\n@example.com",
        "jane\0@example.com",
        "jane@example.com\0",
        "jane\u007f@example.com",
        "jane\u0085@example.com",
        "jane\u2028@example.com",
        "jane\u200b@example.com",
        "jane\u202e@example.com",
        "jane\u2066@example.com",
        "jane\u00ad@example.com",
        "jane\ufeff@example.com",
        "jane@exam\u00adple.com",
        "jane@exam\u202eple.com",
        "\ud800jane@example.com",
        "jane\udc00@example.com",
        "jane@\ud800example.com",
        "jane@example.com\udbff",
        "jane\ue000@example.com",
        "jane\u0378@example.com",
        "\"jane\"@example.com",
        "\"a@b\"@example.com",
        "jane(comment)@example.com",
        "jane[x]@example.com",
        "ja\\ne@example.com",
        "ja:ne@example.com",
        "a,b@example.com",
        "a;b@example.com",
        "<jane@example.com>",
        "Jane <jane@example.com>",
        ".jane@example.com",
        "jane.@example.com",
        "ja..ne@example.com",
        "jane@[127.0.0.1]",
        "jane@[IPv6:::1]",
        "jane@127.0.0.1",
        "jane@１２７．０．０．１",
        "jane@2130706433",
        "jane@.example.com",
        "jane@example.com.",
        "jane@example.com。",
        "jane@。example.com",
        "jane@example..com",
        "jane@.",
        "jane@。",
        "jane@-example.com",
        "jane@example-.com",
        "jane@exam_ple.com",
        "jane@example.com:25",
        "jane@example.com/x",
        "jane@example․com",
        "jane@℀.com",
        "jane@faß.de",
        "jane@fass\u200c.de",
        "jane@fass\u200d.de",
        "jane@βόλος.com",
        "jane@FAẞ.de",
      })
  void parseWhenNoAddressThenEmpty(String input) {
    assertEquals(Optional.empty(), EmailAddress.parse(input));
  }

  @Test
  void parseWhenAtTheLengthLimitsThenOctetsCount() {
    assertTrue(EmailAddress.parse("a".repeat(64) + "@example.com").isPresent());
    assertFalse(EmailAddress.parse("a".repeat(65) + "@example.com").isPresent());
    assertTrue(EmailAddress.parse("ä".repeat(32) + "@example.com").isPresent());
    assertFalse(EmailAddress.parse("ä".repeat(33) + "@example.com").isPresent());
    assertTrue(EmailAddress.parse("jane@" + "b".repeat(63) + ".com").isPresent());
    assertFalse(EmailAddress.parse("jane@" + "b".repeat(64) + ".com").isPresent());

    String labels = ("b".repeat(62) + ".").repeat(3);
    String longest = "a".repeat(254 - 1 - labels.length()) + "@" + labels.substring(0, 188);
    assertEquals(253, longest.length());
    assertTrue(EmailAddress.parse("a" + longest.substring(1) + "b").isPresent());
    assertFalse(EmailAddress.parse(longest + "bb").isPresent());
    assertTrue(EmailAddress.parse(" ".repeat(500) + "jane@example.com").isPresent());
    assertFalse(EmailAddress.parse("a@" + "b.".repeat(40_000) + "com").isPresent());
    assertFalse(EmailAddress.parse("\u0301\u0316".repeat(30_000) + "@example.com").isPresent());
  }

  @Test
  void parseWhenEveryCodePointThenFormIsStable() {
    for (int c = 0; c <= Character.MAX_CODE_POINT; c++) {
      // Without the 260,000 of scripts that have neither case nor marks, to be quick.
      int type = Character.getType(c);
      if (c < 0x3000 || (Character.isDefined(c) && !MANY_AND_PLAIN.contains(type))) {
        assertStable("a" + Character.toString(c) + "@example.com");
        assertStable("jane@a" + Character.toString(c) + ".com");
      }
    }
  }

  @Test
  void parseWhenRandomMixtureThenFormIsStable() {
    // Case, composition, order of marks, dots of all kinds, deviations, surrogates.
    String alphabet =
        "aAiIİıſßẞςΣσΆΐΰǰŉǅǆﬁKÅΩéüÜ\u0300\u0301\u0307\u0308\u0316\u0323\u0327\u0338\u0345"
            + ".。．｡@+%_-=<xn0１\u00ad\u200d\ud800\udc00😀\u05d0\u0627ー";
    int[] letters = alphabet.codePoints().toArray();
    Random random = new Random(4711);
    int accepted = 0;
    for (int i = 0; i < 20_000; i++) {
      StringBuilder text = new StringBuilder();
      for (int n = random.nextInt(6); n >= 0; n--) {
        text.appendCodePoint(letters[random.nextInt(letters.length)]);
      }
      text.append('@');
      for (int n = random.nextInt(4); n >= 0; n--) {
        text.appendCodePoint(letters[random.nextInt(letters.length)]);
      }
      accepted += assertStable(text.toString());
    }
    assertTrue(accepted > 1_000, "the mixture must reach the inside: " + accepted);
  }

  /** Parsing again, other case and other composition end in the same; returns 1 if it parsed. */
  private static int assertStable(String input) {
    Optional<EmailAddress> first = EmailAddress.parse(input);
    if (first.isEmpty()) {
      return 0;
    }
    String value = first.get().value();
    assertEquals(first, EmailAddress.parse(value));
    assertEquals(first, EmailAddress.parse(Normalizer.normalize(value, Normalizer.Form.NFD)));
    assertTrue(Normalizer.isNormalized(value, Normalizer.Form.NFC), value);
    assertEquals(value, value.toLowerCase(Locale.ROOT));
    assertTrue(value.substring(value.indexOf('@')).chars().allMatch(c -> c < 128), value);
    return 1;
  }

  @Test
  void constructWhenNotInNormalFormThenRefusedWithoutTheAddress() {
    for (String input : new String[] {"Jane@example.com", " jane@example.com", "jane", ""}) {
      IllegalArgumentException refused =
          assertThrows(IllegalArgumentException.class, () -> new EmailAddress(input));
      assertFalse(String.valueOf(refused.getMessage()).toLowerCase(Locale.ROOT).contains("jane"));
    }
  }
}
