package org.gatehouse.config;

import java.util.function.Function;

/**
 * How the text of a setting is read.
 *
 * @param kind what must be done to the text, or never with it
 * @param allowed what is allowed, in words that follow "Allowed:"
 * @param example a text that can be copied
 * @param reader makes the value; throws IllegalArgumentException with a reason that never repeats
 *     the text
 */
record Form<T>(Kind kind, String allowed, String example, Function<String, T> reader) {

  enum Kind {
    PLAIN,
    /** Never shown. */
    SECRET,
    /** A leading {@code ~/} is the home directory of the account that runs the server. */
    PATH
  }

  T read(String text) {
    if (text.chars().anyMatch(Character::isISOControl)) {
      throw new IllegalArgumentException("it contains a control character, such as a line break");
    }
    return reader.apply(text);
  }
}
