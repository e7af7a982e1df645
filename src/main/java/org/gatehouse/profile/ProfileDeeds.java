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
  UserView change(UserView user, ProfileChange change, Optional<Proof> proof, OwnSession own) {
    proof.ifPresent(shown -> changeProven(user, change, shown, own));
    UserView now = user;
    if (change.name().filter(name -> !name.equals(user.name())).isPresent()) {
      now = lifeCycle.rename(user.id(), change.name().get());
      audit.record(OwnAccount.entry(AuditAction.USER_RENAME, own));
    }
    Optional<Locale> language = change.language().filter(wanted -> !wanted.equals(user.language()));
    if (language.isPresent()) {
      now = lifeCycle.speak(user.id(), language.get());
      audit.record(OwnAccount.entry(AuditAction.LANGUAGE_CHANGE, own));
    }
    return now;
  }

  private void changeProven(UserView user, ProfileChange change, Proof proof, OwnSession own) {
    if (proof.newHash().isPresent()) {
      passwords.replace(user, proof.checked(), proof.newHash().get(), own);
    } else {
      addresses.hold(proof.checked());
    }
    change.email().ifPresent(wanted -> addresses.ask(user, wanted, own));
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
