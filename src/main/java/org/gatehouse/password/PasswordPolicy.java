package org.gatehouse.password;

import java.util.ArrayList;
import java.util.List;
import org.gatehouse.kernel.Sensitive;

/**
 * Judges a new password and tells why it is refused. Length and guessability only: no composition
 * rules, white space and control characters may stand anywhere (NIST SP 800-63B-4, section 3.1.1.2;
 * ASVS 5.0, 6.2.1 to 6.2.12). The lengths count code points after NFC.
 *
 * <p>Refused characters are NUL and unpaired surrogates alone, because bcrypt could not tell such
 * passwords apart; see {@link PasswordText#isEncodable}.
 */
public final class PasswordPolicy {
  /** The most code points; twice what NIST and ASVS ask to be accepted. */
  public static final int MAX_LENGTH = 128;

  private final int minLength;
  private final CommonPasswords commonPasswords;

  /**
   * A policy.
   *
   * @param minLength the fewest code points, 1 to {@value #MAX_LENGTH}
   */
  public PasswordPolicy(int minLength) {
    if (minLength < 1 || minLength > MAX_LENGTH) {
      throw new IllegalArgumentException("minimum password length out of range: " + minLength);
    }
    this.minLength = minLength;
    this.commonPasswords = new CommonPasswords(minLength);
  }

  /**
   * Says what is wrong with a password; empty if nothing is.
   *
   * @param personalWords the user's e-mail address and name, as they are; parts are found here
   * @return one English sentence a reason, which never repeats the password
   */
  public List<String> check(Sensitive password, List<String> personalWords) {
    if (PasswordText.isTooLong(password)) {
      return List.of(tooLong());
    }
    if (!PasswordText.isEncodable(password)) {
      return List.of("The password must not contain the NUL character or broken Unicode.");
    }
    String text = PasswordText.normalise(password);
    int length = text.codePointCount(0, text.length());
    List<String> reasons = new ArrayList<>();
    if (length < minLength) {
      String unit = minLength == 1 ? " character." : " characters.";
      reasons.add("The password must have at least " + minLength + unit);
    }
    if (length > MAX_LENGTH) {
      reasons.add(tooLong());
    }
    reasons.addAll(guessable(text, personalWords));
    return List.copyOf(reasons);
  }

  private List<String> guessable(String text, List<String> personalWords) {
    String folded = PersonalWords.fold(text);
    List<String> reasons = new ArrayList<>();
    if (commonPasswords.contains(folded)) {
      reasons.add("The password is one of the most common ones.");
    }
    if (PlainPattern.isRepetition(folded)) {
      reasons.add("The password only repeats the same few characters.");
    } else if (PlainPattern.isSequence(folded)) {
      reasons.add("The password is a plain sequence of letters, digits or keys.");
    }
    if (new PersonalWords(personalWords).isOnly(text)) {
      reasons.add("The password must not be your name, your e-mail address or the product's name.");
    }
    return reasons;
  }

  private static String tooLong() {
    return "The password must have at most " + MAX_LENGTH + " characters.";
  }
}
