package org.gatehouse.password;

import com.nulabinc.zxcvbn.StandardDictionaries;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The commonest passwords: zxcvbn's list of 30,000, of which 11,611 have 8 characters or more.
 *
 * <p>They are kept as one text with a line each, 110 KB, because the list and map of zxcvbn take
 * 3.2 MB. A search through it took 0.3 ms on a busy machine, which is nothing beside the hash that
 * follows. Read when the first password is judged (0.1 s) and not at the start: most runs never
 * judge one.
 */
final class CommonPasswords {
  private final int minLength;
  private volatile @Nullable String lines;

  /** Without those that are too short to be chosen anyhow. */
  CommonPasswords(int minLength) {
    this.minLength = minLength;
  }

  /** Expects lower case, as in the list. */
  boolean contains(String password) {
    return password.indexOf('\n') < 0 && lines().contains("\n" + password + "\n");
  }

  private String lines() {
    String known = lines;
    if (known == null) {
      known = read();
      lines = known;
    }
    return known;
  }

  private String read() {
    try {
      return StandardDictionaries.PASSWORDS_LOADER.load().getFrequencies().stream()
          .filter(word -> word.length() >= minLength)
          .collect(Collectors.joining("\n", "\n", "\n"));
    } catch (IOException unreadable) {
      throw new UncheckedIOException("zxcvbn's list of passwords cannot be read", unreadable);
    }
  }
}
