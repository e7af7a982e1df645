package org.gatehouse.user;

import jakarta.persistence.Column;
import jakarta.persistence.Convert;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.text.Normalizer;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.gatehouse.kernel.EmailAddress;
import org.gatehouse.kernel.UserId;
import org.gatehouse.persistence.UuidConverter;
import org.jspecify.annotations.Nullable;

/** One account. */
@Entity
@Table(name = "gatehouse_user")
class User {
  @Id private UUID id;
  private String email;
  private String name;
  private @Nullable String credential;

  @Enumerated(EnumType.STRING)
  private UserStatus status;

  @Column(name = "created_at")
  private Instant createdAt;

  @Column(name = "credential_changed_at")
  private @Nullable Instant credentialChangedAt;

  @SuppressWarnings("UnusedVariable") // queries read it
  @Column(name = "name_search")
  private String nameSearch;

  @Column(name = "access_version")
  private long accessVersion;

  @Column(name = "default_workspace_id")
  @Convert(converter = UuidConverter.class)
  private @Nullable UUID defaultWorkspaceId;

  private String language = Locale.ENGLISH.toLanguageTag();

  @SuppressWarnings("NullAway") // JPA fills the fields
  protected User() {}

  User(NewUser account, Instant now) {
    this.id = account.id().value();
    this.email = account.email().value();
    this.name = account.name();
    this.credential = account.passwordHash();
    this.status = UserStatus.ACTIVE;
    this.createdAt = now;
    this.credentialChangedAt = now;
    this.nameSearch = searchable(account.name());
    this.language = account.language().toLanguageTag();
  }

  /** An account that waits for somebody to accept an invitation: no name, no password. */
  User(EmailAddress email, Instant now) {
    this.id = UUID.randomUUID();
    this.email = email.value();
    this.name = "";
    this.status = UserStatus.INVITED;
    this.createdAt = now;
    this.nameSearch = "";
  }

  /** The form in which names are compared: in lower case, NFC. */
  static String searchable(String name) {
    return Normalizer.normalize(name.toLowerCase(Locale.ROOT), Normalizer.Form.NFC);
  }

  void rename(String newName) {
    this.name = newName;
    this.nameSearch = searchable(newName);
  }

  void speak(Locale chosen) {
    this.language = chosen.toLanguageTag();
  }

  void disable() {
    require(UserStatus.ACTIVE);
    this.status = UserStatus.DISABLED;
  }

  void enable() {
    require(UserStatus.DISABLED);
    this.status = UserStatus.ACTIVE;
  }

  /** An invited person has come: with a name and a password, the account is active. */
  void activate(NewPerson person, Instant now) {
    require(UserStatus.INVITED);
    rename(person.name());
    speak(person.language());
    this.credential = person.passwordHash();
    this.credentialChangedAt = now;
    this.status = UserStatus.ACTIVE;
  }

  void open() {
    if (status == UserStatus.DELETED) {
      throw new IllegalStateException("the account is " + status);
    }
    if (status == UserStatus.UNVERIFIED) {
      // Whoever chose it has not shown that the address is theirs.
      this.credential = null;
    }
    if (name.isEmpty()) {
      rename(email.substring(0, email.lastIndexOf('@')));
    }
    this.status = UserStatus.ACTIVE;
  }

  /**
   * Takes away everything personal. The address is free again; the one that stands for it is
   * nobody's (RFC 2606) and cannot be guessed, so that nobody can take it before.
   */
  void anonymise() {
    rename("");
    this.email = UUID.randomUUID() + "@deleted.invalid";
    this.credential = null;
    this.defaultWorkspaceId = null;
    this.status = UserStatus.DELETED;
  }

  private void require(UserStatus expected) {
    if (status != expected) {
      throw new IllegalStateException("the account is " + status + ", not " + expected);
    }
  }

  UserStatus status() {
    return status;
  }

  UserView view() {
    return new UserView(
        new UserId(id),
        new EmailAddress(email),
        name,
        status,
        createdAt,
        accessVersion,
        Optional.ofNullable(defaultWorkspaceId),
        Locale.forLanguageTag(language));
  }

  Credential credential() {
    return new Credential(new UserId(id), credential, status);
  }
}
