package org.gatehouse.config.value;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * Whose login Gatehouse is.
 *
 * @param all every application's, but for the server's own consoles
 * @param named those with these context paths, {@code /} being the root; consoles included
 */
public record ProtectedContexts(boolean all, Set<String> named) {
  private static final String ALL = "*";

  /** What servers accept as a context path, so that a slip is not silently nobody's. */
  private static final Pattern PATH = Pattern.compile("/|(?:/[A-Za-z0-9._~#@!$&'()+=:-]+)+");

  /** Copies the set. */
  public ProtectedContexts {
    named = Set.copyOf(named);
  }

  /**
   * Reads {@code *}, a comma list of context paths, or both.
   *
   * @throws IllegalArgumentException if it is neither
   */
  public static ProtectedContexts parse(String text) {
    List<String> parts = Arrays.stream(text.split(",", -1)).map(String::strip).toList();
    Set<String> named = new TreeSet<>(parts);
    boolean all = named.remove(ALL);
    if (!named.stream().allMatch(path -> PATH.matcher(path).matches())) {
      throw new IllegalArgumentException(
          "a context path begins with a slash and does not end with one");
    }
    return new ProtectedContexts(all, named);
  }
}
