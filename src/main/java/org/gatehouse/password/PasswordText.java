package org.gatehouse.password;

import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.Optional;
import org.gatehouse.kernel.Sensitive;

/**
 * A password as it is hashed and judged: Unicode NFC (NIST SP 800-63B-4, section 3.1.1.2), so that
 * one password typed on two keyboards stays one.
 */
final class PasswordText {
  /**
   * UTF-16 units that are looked at; no password of {@link PasswordPolicy#MAX_LENGTH} code points
   * is longer in any normal form (4 code points for one, 2 units each). Needed because
   * normalisation is quadratic in a run of combining marks: 60,000 of them took 3.4 s.
   */
  static final int MAX_UNITS = 8 * PasswordPolicy.MAX_LENGTH;

  private PasswordText() {}

  static boolean isTooLong(Sensitive password) {
    return password.reveal().length() > MAX_UNITS;
  }

  /**
   * False for a text that bcrypt cannot tell from another one. Its key is the password with a NUL
   * behind it, repeated: {@code ab} and {@code ab NUL ab} are the same key. And an unpaired
   * surrogate has no UTF-8 form: all of them would become one question mark.
   */
  static boolean isEncodable(Sensitive password) {
    return password
        .reveal()
        .codePoints()
        .noneMatch(c -> c == 0 || Character.getType(c) == Character.SURROGATE);
  }

  static String normalise(Sensitive password) {
    return Normalizer.normalize(password.reveal(), Normalizer.Form.NFC);
  }

  /** The bytes that are hashed; empty for a password that can never have been stored. */
  static Optional<byte[]> bytes(Sensitive password) {
    if (isTooLong(password) || !isEncodable(password)) {
      return Optional.empty();
    }
    return Optional.of(normalise(password).getBytes(StandardCharsets.UTF_8));
  }
}
