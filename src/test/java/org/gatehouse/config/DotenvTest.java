package org.gatehouse.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DotenvTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      quoteCharacter = '`',
      value = {
        "A=b ~ b",
        "A = b ~ b",
        "export A=b ~ b",
        "export\tA=b ~ b",
        "A=b=c== ~ b=c==",
        "A=b#c ~ b#c",
        "A=b # c ~ b",
        "A=b c  ~ b c",
        "A=true # (if you need it) ~ true",
        "A='b # \"c\" \\n $D' ~ b # \"c\" \\n $D",
        "A='b' # c ~ b",
        "A=\"b # 'c'\" ~ b # 'c'",
        "A=\"b\\\"c\\\\d\\$e\" # f ~ b\"c\\d$e",
        "A=Secre$t ~ Secre$t",
        "A=it's ~ it's",
      })
  void valueWhenOfEitherFormThenReadAsWritten(String line, String value) {
    Dotenv file = Dotenv.parse("f", line);
    assertEquals(List.of(), file.mistakes());
    assertEquals(Map.of("A", value), file.values());
  }

  @ParameterizedTest
  @ValueSource(strings = {"A=", "A=   ", "A=''", "A=\"\"", "A=# comment", "A= # comment"})
  void valueWhenEmptyThenEmptyText(String line) {
    Dotenv file = Dotenv.parse("f", line);
    assertEquals(List.of(), file.mistakes());
    assertEquals(Map.of("A", ""), file.values());
  }

  @Test
  void fileWhenWithBomCrLfCommentsAndBlankLinesThenRead() {
    Dotenv file = Dotenv.parse("f", "\uFEFFA=1\r\n\r\n  # B=2\r\n\tC=\"3\\n4\\t5\\r\"\r\n");
    assertEquals(List.of(), file.mistakes());
    assertEquals(Map.of("A", "1", "C", "3\n4\t5\r"), file.values());
    assertEquals(Map.of("A", 1, "C", 4), file.lines());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "hunter2",
        "A: hunter2",
        "9A=hunter2",
        "A B=hunter2",
        "A='hunter2",
        "A=\"hunter2",
        "A=\"hunter2\\\"",
        "A='hunter2' more",
        "A=\"hunter2\" more",
        "A=\"hunter2\\x\"",
        "=hunter2",
        "export hunter2",
      })
  void lineWhenBrokenThenMistakeHasItsNumberAndNotItsText(String line) {
    Dotenv file = Dotenv.parse("gatehouse.env", "# first\n" + line + "\nB=1");
    assertEquals(1, file.mistakes().size(), file.mistakes().toString());
    assertTrue(file.mistakes().get(0).startsWith("gatehouse.env, line 2: "));
    assertFalse(file.mistakes().get(0).contains("hunter2"));
    assertEquals(Map.of("B", "1"), file.values());
  }

  @Test
  void keyWhenDoubledThenMistakeNamesBothLinesAndFirstValueStays() {
    Dotenv file = Dotenv.parse("gatehouse.env", "A=1\n\nA=1");
    assertEquals(List.of("gatehouse.env, line 3: the name stands in line 1, too"), file.mistakes());
    assertEquals(Map.of("A", "1"), file.values());
  }

  @Test
  void valueWhenVeryLongThenRead() {
    String value = "x".repeat(200_000);
    assertEquals(Map.of("A", value), Dotenv.parse("f", "A=\"" + value + "\"").values());
  }

  @Test
  void fileWhenMissingThenEmptyWithoutMistake(@TempDir Path home) {
    Dotenv file = Dotenv.read(home.resolve("none/gatehouse.env"));
    assertEquals(Map.of(), file.values());
    assertEquals(List.of(), file.mistakes());
  }

  @Test
  void fileWhenNotUtf8OrADirectoryThenMistake(@TempDir Path home) throws IOException {
    Path latin = home.resolve("latin.env");
    Files.write(latin, "A=\u00e9".getBytes(StandardCharsets.ISO_8859_1));
    assertEquals(List.of(latin + " is not in UTF-8"), Dotenv.read(latin).mistakes());
    assertEquals(1, Dotenv.read(home).mistakes().size());
  }

  @Test
  void fileWhenHugeThenMistake(@TempDir Path home) throws IOException {
    Path huge = home.resolve("huge.env");
    Files.write(huge, new byte[(1 << 20) + 1]);
    assertEquals(List.of(huge + " is larger than 1 MiB"), Dotenv.read(huge).mistakes());
  }
}
