package org.gatehouse.profile;

import java.util.Locale;
import java.util.Optional;
import org.gatehouse.kernel.EmailAddress;
import org.gatehouse.kernel.Sensitive;

/**
 * What one's own account is to be; of what is empty, the present stays.
 *
 * @param presentPassword needed for another address or password
 */
public record ProfileChange(
    Optional<String> name,
    Optional<Locale> language,
    Optional<EmailAddress> email,
    Optional<Sensitive> newPassword,
    Optional<Sensitive> presentPassword) {

  /** Nothing yet. */
  public static ProfileChange none() {
    return new ProfileChange(
        Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
  }

  /** The same, and another name. */
  public ProfileChange withName(String newName) {
    return new ProfileChange(Optional.of(newName), language, email, newPassword, presentPassword);
  }

  /** The same, and another language. */
  public ProfileChange withLanguage(Locale newLanguage) {
    return new ProfileChange(name, Optional.of(newLanguage), email, newPassword, presentPassword);
  }

  /** The same, and another address. */
  public ProfileChange withEmail(EmailAddress newEmail, Sensitive present) {
    return new ProfileChange(
        name, language, Optional.of(newEmail), newPassword, Optional.of(present));
  }

  /** The same, and another password. */
  public ProfileChange withPassword(Sensitive password, Sensitive present) {
    return new ProfileChange(name, language, email, Optional.of(password), Optional.of(present));
  }

  /** The same, but for an address that the account has already. */
  ProfileChange from(EmailAddress present) {
    Optional<EmailAddress> another = email.filter(wanted -> !wanted.equals(present));
    return new ProfileChange(name, language, another, newPassword, presentPassword);
  }

  /** Whether a stolen session must not do it. */
  boolean needsProof() {
    return email.isPresent() || newPassword.isPresent();
  }

  @Override
  public String toString() {
    return "ProfileChange";
  }
}
