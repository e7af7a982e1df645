package org.gatehouse.profile.http;

import jakarta.validation.constraints.Size;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.gatehouse.kernel.AuthException;
import org.gatehouse.kernel.EmailAddress;
import org.gatehouse.kernel.ErrorCode;
import org.gatehouse.kernel.Languages;
import org.gatehouse.kernel.Sensitive;
import org.gatehouse.profile.ProfileChange;
import org.gatehouse.rest.EmailField;
import org.gatehouse.rest.NameField;
import org.jspecify.annotations.Nullable;

/**
 * What an account is to be, as the contract has it; what is absent stays. Clients send fields of
 * passwords that were left alone as empty texts.
 */
public record ProfileRequest(
    @Nullable String id,
    @Nullable @Size(min = 1, max = 100) String name,
    @Nullable @Size(max = 320) String email,
    @Nullable Sensitive oldPassword,
    @Nullable Sensitive newPassword,
    @Nullable Sensitive confirmPassword,
    @Nullable String language) {

  /** The name, if there is to be another. */
  Optional<String> wantedName() {
    return Optional.ofNullable(name).map(NameField::read);
  }

  /** The same as a change of one's own account. */
  ProfileChange own() {
    return new ProfileChange(
        wantedName(), wantedLanguage(), wantedEmail(), wantedPassword(), given(oldPassword));
  }

  /**
   * Nobody but the account itself changes what it signs in with, nor what it is written to in.
   *
   * @param present the account's address, which a client may send back as it is
   */
  void requireNothingOfItsOwn(EmailAddress present) {
    List<String> reasons = new ArrayList<>();
    if (wantedEmail().filter(wanted -> !wanted.equals(present)).isPresent()) {
      reasons.add("email can be changed by the account itself only");
    }
    if (given(oldPassword)
        .or(() -> given(newPassword))
        .or(() -> given(confirmPassword))
        .isPresent()) {
      reasons.add("the password can be changed by the account itself only");
    }
    if (language != null) {
      reasons.add("language can be changed by the account itself only");
    }
    if (!reasons.isEmpty()) {
      throw AuthException.withReasons(ErrorCode.VALIDATION_FAILED, reasons);
    }
  }

  private Optional<EmailAddress> wantedEmail() {
    return Optional.ofNullable(email).map(text -> EmailField.read("email", text));
  }

  private Optional<Locale> wantedLanguage() {
    return Optional.ofNullable(language)
        .map(tag -> Languages.parse(tag).orElseThrow(() -> wrong("language is neither en nor de")));
  }

  private Optional<Sensitive> wantedPassword() {
    Optional<Sensitive> wanted = given(newPassword);
    if (!wanted.equals(given(confirmPassword))) {
      throw wrong("newPassword and confirmPassword differ");
    }
    if (wanted.isPresent() && given(oldPassword).isEmpty()) {
      throw wrong("oldPassword is missing");
    }
    return wanted;
  }

  private static Optional<Sensitive> given(@Nullable Sensitive field) {
    return Optional.ofNullable(field).filter(text -> !text.reveal().isEmpty());
  }

  private static AuthException wrong(String reason) {
    return AuthException.withReasons(ErrorCode.VALIDATION_FAILED, List.of(reason));
  }
}
