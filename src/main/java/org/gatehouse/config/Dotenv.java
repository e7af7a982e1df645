package org.gatehouse.config;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A file of {@code NAME=value} lines, as tools of many languages read it: comments, {@code export},
 * single quotes (nothing is special inside), double quotes (with {@code \n \r \t \" \\ \$}), and
 * unquoted values that end at a {@code #} after white space. A value stays on its line and no
 * variable is expanded. What is not of this form is a mistake with its line number and never with
 * its text, which may be a secret.
 */
final class Dotenv {
  private static final Pattern ASSIGNMENT =
      Pattern.compile("(?:export\\s+)?([A-Za-z_][A-Za-z0-9_]*)\\s*=\\s*(.*)");

  private static final Pattern SINGLE_QUOTED = Pattern.compile("'([^']*)'\\s*(?:#.*)?");
  private static final Pattern DOUBLE_QUOTED =
      Pattern.compile("\"((?:[^\"\\\\]++|\\\\.)*+)\"\\s*(?:#.*)?");
  private static final Pattern ESCAPE = Pattern.compile("\\\\(.)");
  private static final Pattern COMMENT = Pattern.compile("(?:^|\\s+)#.*");

  /** More is surely another file, or an endless one. */
  private static final long MAX_SIZE = 1 << 20;

  private final String fileName;
  private final Map<String, String> values = new LinkedHashMap<>();
  private final Map<String, Integer> lines = new LinkedHashMap<>();
  private final List<String> mistakes = new ArrayList<>();

  private Dotenv(String fileName) {
    this.fileName = fileName;
  }

  /** Reads a file; one that does not exist has no values. */
  static Dotenv read(Path file) {
    Dotenv result = new Dotenv(String.valueOf(file.getFileName()));
    try {
      if (Files.exists(file) && Files.size(file) > MAX_SIZE) {
        result.mistakes.add(file + " is larger than 1 MiB");
      } else {
        result.parse(Files.readString(file, StandardCharsets.UTF_8));
      }
    } catch (NoSuchFileException unset) {
      return result;
    } catch (CharacterCodingException notUtf8) {
      result.mistakes.add(file + " is not in UTF-8");
    } catch (IOException unreadable) {
      result.mistakes.add(file + " cannot be read: " + unreadable.getClass().getSimpleName());
    }
    return result;
  }

  /** Reads a text. */
  static Dotenv parse(String fileName, String text) {
    Dotenv result = new Dotenv(fileName);
    result.parse(text);
    return result;
  }

  /** The values by name, in the order of the file. */
  Map<String, String> values() {
    return values;
  }

  /** The number of the line of every name. */
  Map<String, Integer> lines() {
    return lines;
  }

  List<String> mistakes() {
    return mistakes;
  }

  private void parse(String text) {
    String[] all = (text.startsWith("\uFEFF") ? text.substring(1) : text).split("\r\n|\n|\r", -1);
    for (int number = 1; number <= all.length; number++) {
      String line = all[number - 1].strip();
      if (!line.isEmpty() && !line.startsWith("#")) {
        parseLine(number, line);
      }
    }
  }

  private void parseLine(int number, String line) {
    Matcher assignment = ASSIGNMENT.matcher(line);
    if (!assignment.matches()) {
      mistakes.add(at(number) + "the line has not the form NAME=value");
      return;
    }
    String name = assignment.group(1);
    String value;
    try {
      value = value(assignment.group(2));
    } catch (IllegalArgumentException reason) {
      mistakes.add(at(number) + reason.getMessage());
      return;
    }
    Integer earlier = lines.putIfAbsent(name, number);
    if (earlier == null) {
      values.put(name, value);
    } else {
      mistakes.add(at(number) + "the name stands in line " + earlier + ", too");
    }
  }

  private String at(int number) {
    return fileName + ", line " + number + ": ";
  }

  private static String value(String text) {
    if (text.startsWith("'")) {
      Matcher quoted = SINGLE_QUOTED.matcher(text);
      if (!quoted.matches()) {
        throw new IllegalArgumentException(
            "the single quotes are not closed, or text follows them");
      }
      return quoted.group(1);
    }
    if (text.startsWith("\"")) {
      Matcher quoted = DOUBLE_QUOTED.matcher(text);
      if (!quoted.matches()) {
        throw new IllegalArgumentException(
            "the double quotes are not closed, or text follows them");
      }
      return unescaped(quoted.group(1));
    }
    return COMMENT.matcher(text).replaceFirst("").strip();
  }

  private static String unescaped(String text) {
    return ESCAPE
        .matcher(text)
        .replaceAll(
            escape ->
                Matcher.quoteReplacement(
                    switch (escape.group(1)) {
                      case "n" -> "\n";
                      case "r" -> "\r";
                      case "t" -> "\t";
                      case "\"", "\\", "$" -> escape.group(1);
                      default ->
                          throw new IllegalArgumentException(
                              "unknown escape in double quotes: write \\\\ for a backslash");
                    }));
  }
}
