package org.gatehouse.profile;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Locale;
import java.util.Optional;
import org.gatehouse.audit.AuditAction;
import org.gatehouse.audit.AuditEntry;
import org.gatehouse.audit.AuditTrail;
import org.gatehouse.persistence.Transactional;
import org.gatehouse.user.Credential;
import org.gatehouse.user.UserLifeCycle;
import org.gatehouse.user.UserView;

/** The transactions of a change: all that was asked for in one, or none of it. */
@ApplicationScoped
@Transactional
class ProfileDeeds {
  private final UserLifeCycle lifeCycle;
  private final PasswordChange passwords;
  private final AddressChange addresses;
  private final AuditTrail audit;

  @Inject
  ProfileDeeds(
      UserLifeCycle lifeCycle,
      PasswordChange passwords,
      AddressChange addresses,
      AuditTrail audit) {
    this.lifeCycle = lifeCycle;
    this.passwords = passwords;
    this.addresses = addresses;
    this.audit = audit;
  }

  @SuppressWarnings("NullAway") // for the container's client proxy, which uses no field
  protected ProfileDeeds() {
    this(null, null, null, null);
  }

  /** The password that was right a moment ago, and the hash of the one that is to replace it. */
  record Proof(Credential checked, Optional<String> newHash) {
    @Override
    public String toString() {
      return "Proof";
    }
  }

  /** Changes the account as it is said. */
  UserView change(UserView read, ProfileChange change, Optional<Proof> proof, OwnSession own) {
    UserView user = proof.map(shown -> changeProven(change, shown, own)).orElse(read);
    Optional<String> name = change.name().filter(wanted -> !wanted.equals(user.name()));
    Optional<Locale> language = change.language().filter(wanted -> !wanted.equals(user.language()));
    UserView now = user;
    if (name.isPresent()) {
      now = lifeCycle.rename(user.id(), name.get());
      audit.record(OwnAccount.entry(AuditAction.USER_RENAME, own));
    }
    if (language.isPresent()) {
      now = lifeCycle.speak(user.id(), language.get());
      audit.record(OwnAccount.entry(AuditAction.LANGUAGE_CHANGE, own));
    }
    return now;
  }

  private UserView changeProven(ProfileChange change, Proof proof, OwnSession own) {
    UserView user =
        proof.newHash().isPresent()
            ? passwords.replace(proof.checked(), proof.newHash().get(), own)
            : addresses.hold(proof.checked());
    change.email().ifPresent(wanted -> addresses.ask(user, wanted, own));
    return user;
  }

  /** Records that the password shown was wrong. */
  void recordWrongPassword(ProfileChange change, OwnSession own) {
    AuditAction action =
        change.newPassword().isPresent()
            ? AuditAction.PASSWORD_CHANGE
            : AuditAction.EMAIL_CHANGE_REQUEST;
    AuditEntry entry = OwnAccount.entry(action, own);
    audit.record(entry.failed("wrong-password"));
  }
}
