package org.gatehouse.login;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Optional;
import org.gatehouse.kernel.EmailAddress;
import org.gatehouse.kernel.Sensitive;
import org.gatehouse.password.Passwords;
import org.gatehouse.user.Credential;
import org.gatehouse.user.UserStatus;
import org.gatehouse.user.Users;
import org.jspecify.annotations.Nullable;

/**
 * Decides whether a password is the one of an account, with equal work whatever is wrong: no such
 * address, no password, a wrong one, an account that is not active. Runs outside of a transaction,
 * since hashing takes as long as a thousand queries.
 */
@ApplicationScoped
class PasswordCheck {
  private final Users users;
  private final Passwords passwords;

  @Inject
  PasswordCheck(Users users, Passwords passwords) {
    this.users = users;
    this.passwords = passwords;
  }

  @SuppressWarnings("NullAway") // for the container's client proxy, which uses no field
  protected PasswordCheck() {
    this(null, null);
  }

  /** The credential that was right, with its hash brought up to date. */
  Optional<Credential> verify(String email, Sensitive password) {
    Optional<Credential> stored = EmailAddress.parse(email).flatMap(users::findCredential);
    @Nullable String hash = stored.map(Credential::passwordHash).orElse(null);
    if (stored.isEmpty() || hash == null) {
      passwords.burn(password);
      return Optional.empty();
    }
    Credential credential = stored.get();
    Passwords.Verification verification = passwords.verify(password, hash);
    if (verification == Passwords.Verification.MISMATCH
        || credential.status() != UserStatus.ACTIVE) {
      return Optional.empty();
    }
    return verification == Passwords.Verification.MATCH_NEEDS_REHASH
        ? rehashed(email, credential, password)
        : stored;
  }

  private Optional<Credential> rehashed(String email, Credential old, Sensitive password) {
    String hash = passwords.hash(password);
    if (users.replaceHash(old, hash)) {
      return Optional.of(new Credential(old.user(), hash, old.status()));
    }
    // Somebody was faster: a password change, or the same person's sign-in from another device.
    return EmailAddress.parse(email)
        .flatMap(users::findCredential)
        .filter(now -> now.user().equals(old.user()) && stillMatches(now, password));
  }

  private boolean stillMatches(Credential now, Sensitive password) {
    @Nullable String hash = now.passwordHash();
    return hash != null && passwords.verify(password, hash) != Passwords.Verification.MISMATCH;
  }
}
