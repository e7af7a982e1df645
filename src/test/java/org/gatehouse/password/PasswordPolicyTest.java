package org.gatehouse.password;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.nulabinc.zxcvbn.StandardDictionaries;
import java.util.List;
import java.util.Locale;
import org.gatehouse.kernel.Sensitive;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PasswordPolicyTest {
  private static final List<String> JANE = List.of("Jane.Doe+news@mail.Example.com", "Jane Q. Dóe");

  private final PasswordPolicy policy = new PasswordPolicy(8);

  @ParameterizedTest
  @ValueSource(
      strings = {
        "correct horse battery staple",
        "        leading and trailing        ",
        "tab\there\nand line",
        "xkwmvbqz",
        "ключ от дома",
        "😀🐎🔋📎🌍🎲🧭🪁",
        "jane.doe likes long walks",
        "my gatehouse has a moat",
        "bell\u0007 and \u202e override",
      })
  void checkWhenGoodThenNoReason(String password) {
    assertEquals(List.of(), check(password));
  }

  @Test
  void checkWhenLengthAtTheEdgesThenCodePointsCount() {
    assertReason("at least 8 characters", "xkwmvbq");
    assertReason("at least 8 characters", "😀🐎🔋📎🌍🎲🧭");
    assertEquals(List.of(), check(mixed(128)));
    assertReason("at most 128 characters", mixed(129));
    assertReason("at most 128 characters", "x".repeat(20_000));
    assertReason("at most 128 characters", "\u0301\u0316".repeat(30_000));
    assertEquals(List.of("The password must have at least 8 characters."), check(""));
  }

  @Test
  void checkWhenDecomposedThenComposedCharactersCount() {
    assertReason("at least 8 characters", "xkwmvbe\u0301");
    // The longest decomposition in Unicode: four code points for one.
    String composed = "\u1F82\u1F83".repeat(32) + mixed(64);
    String decomposed = java.text.Normalizer.normalize(composed, java.text.Normalizer.Form.NFD);
    assertEquals(64 * 4 + 64, decomposed.codePointCount(0, decomposed.length()));
    assertEquals(List.of(), check(decomposed));
  }

  @ParameterizedTest
  @ValueSource(strings = {"xkwm\0vbqz", "xkwmvbqz\0", "xkwmvbqz\uD83D", "\uDE00xkwmvbqz"})
  void checkWhenBcryptCouldNotTellItApartThenRefused(String password) {
    assertReason("NUL", password);
  }

  @ParameterizedTest
  @ValueSource(strings = {"password", "PassWord", "password1", "trustno1", "iloveyou", "ｐａｓｓｗｏｒｄ"})
  void checkWhenCommonThenRefused(String password) {
    assertReason("most common", password);
  }

  @Test
  void containsWhenAnyOfTheListThenTrue() throws Exception {
    CommonPasswords common = new CommonPasswords(8);
    List<String> list = StandardDictionaries.PASSWORDS_LOADER.load().getFrequencies();
    List<String> choosable = list.stream().filter(word -> word.length() >= 8).toList();
    assertEquals(11_611, choosable.size());
    // A sample, with the first and the last, to be quick.
    for (int i = 0; i < choosable.size(); i += 10) {
      assertTrue(common.contains(choosable.get(i)), choosable.get(i));
    }
    // The policy asks for lower case.
    assertEquals(List.of(), list.stream().filter(w -> !PersonalWords.fold(w).equals(w)).toList());
  }

  @Test
  void checkWhenOnlyPartOrNeighboursOfTheListThenGood() {
    assertFalse(new CommonPasswords(8).contains("assword"));
    assertFalse(new CommonPasswords(8).contains("password\nbaseball"));
    assertFalse(new CommonPasswords(8).contains(""));
    assertEquals(List.of(), check("password of the green frog"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "jane.doe+news@mail.example.com",
        "JANE.DOE+NEWS@MAIL.EXAMPLE.COM",
        "jane.doe+news",
        "jane.doe",
        "janedoe1",
        "Jane-Doe",
        "1Jane.Doe!",
        "mail.example.com",
        "Example1",
        "example.com",
        "examplecom",
        "Jane Q. Dóe",
        "JaneQDóe",
        "janeqdo\u0301e",
        "gatehouse",
        "Gatehouse123",
        "!Gate-House!",
      })
  void checkWhenPersonalThenRefused(String password) {
    assertReason("your name", password);
  }

  @Test
  void checkWhenEveryCharacterIsSeparatedThenTheWholeIsStillRefused() {
    assertTrue(
        has("your name", policy.check(Sensitive.of("a.b.c.d@e.f.g"), List.of("A.B.C.D@e.f.g"))));
  }

  @Test
  void checkWhenPersonalWordsAreOddThenNoHarm() {
    List<String> odd = List.of("", "@", "  ", "+@.", "\uD800", "a", "x".repeat(5_000), "\0");
    assertEquals(List.of(), policy.check(Sensitive.of("correct horse"), odd));
    assertEquals(List.of(), policy.check(Sensitive.of("!!??!!%%&&"), odd));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "aaaaaaaa",
        "        ",
        "zZzZzZzZz",
        "x1x1x1x1x",
        "a1b2a1b2",
        "ääääääääää",
        "😀😀😀😀😀😀😀😀"
      })
  void checkWhenRepeatedThenRefused(String password) {
    assertReason("repeats", password);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "abcdefgh",
        "ABCDEFGHIJ",
        "12345678",
        "87654321",
        "567890123",
        "qwertyui",
        "oiuytrewq",
        "asdfghjkl",
        "1qaz2wsx3edc",
        "абвгдежз",
        "xyzabcdef",
      })
  void checkWhenSequenceThenRefused(String password) {
    assertReason("sequence", password);
  }

  @Test
  void checkWhenSeveralThingsAreWrongThenEachIsToldAndNoneRepeatsThePassword() {
    List<String> reasons =
        new PasswordPolicy(20).check(Sensitive.of("janejanejane"), List.of("Jane"));
    assertEquals(2, reasons.size(), reasons::toString);
    for (String reason : reasons) {
      assertTrue(reason.matches("The password [^.]+\\."), reason);
      assertFalse(reason.toLowerCase(Locale.ROOT).contains("jane"), reason);
    }
  }

  @Test
  void constructWhenOutOfRangeThenRefused() {
    assertThrows(IllegalArgumentException.class, () -> new PasswordPolicy(0));
    assertThrows(IllegalArgumentException.class, () -> new PasswordPolicy(129));
    assertThrows(IllegalArgumentException.class, () -> new PasswordConfig(3, 8));
    assertThrows(IllegalArgumentException.class, () -> new PasswordConfig(17, 8));
    assertThrows(IllegalArgumentException.class, () -> new PasswordConfig(10, 0));
    assertThrows(IllegalArgumentException.class, () -> new PasswordConfig(10, 129));
    assertEquals(
        List.of("The password must have at least 1 character."),
        new PasswordPolicy(1).check(Sensitive.of(""), List.of()));
  }

  private static String mixed(int length) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < length; i++) {
      text.append((char) ('a' + (i * 7 + i * i) % 26));
    }
    return text.toString();
  }

  private List<String> check(String password) {
    return policy.check(Sensitive.of(password), JANE);
  }

  private void assertReason(String part, String password) {
    assertTrue(has(part, check(password)), () -> part + " expected, was " + check(password));
  }

  private static boolean has(String part, List<String> reasons) {
    return reasons.stream().anyMatch(reason -> reason.contains(part));
  }
}
