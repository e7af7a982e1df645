package org.gatehouse.profile;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.gatehouse.attempt.LoginLimits;
import org.gatehouse.audit.AuditAction;
import org.gatehouse.audit.AuditEntry;
import org.gatehouse.kernel.AuthException;
import org.gatehouse.kernel.ErrorCode;
import org.gatehouse.kernel.Sensitive;
import org.gatehouse.login.PasswordConfirmation;
import org.gatehouse.password.PasswordPolicy;
import org.gatehouse.password.Passwords;
import org.gatehouse.user.Credential;
import org.gatehouse.user.UserView;
import org.gatehouse.user.Users;
import org.jspecify.annotations.Nullable;

/**
 * What people change of their own accounts. Passwords are checked and hashed outside of the
 * transaction, which checks again what was read before it.
 */
@ApplicationScoped
public class OwnAccount {
  private final Users users;
  private final LoginLimits limits;
  private final PasswordConfirmation confirmation;
  private final PasswordPolicy policy;
  private final Passwords passwords;
  private final ProfileLetters letters;
  private final ProfileDeeds deeds;

  @Inject
  OwnAccount(
      Users users,
      LoginLimits limits,
      PasswordConfirmation confirmation,
      PasswordPolicy policy,
      Passwords passwords,
      ProfileLetters letters,
      ProfileDeeds deeds) {
    this.users = users;
    this.limits = limits;
    this.confirmation = confirmation;
    this.policy = policy;
    this.passwords = passwords;
    this.letters = letters;
    this.deeds = deeds;
  }

  @SuppressWarnings("NullAway") // for the container's client proxy, which uses no field
  protected OwnAccount() {
    this(null, null, null, null, null, null, null);
  }

  /**
   * What became of it.
   *
   * @param user the account as it is now
   * @param isLinkSent whether another address was asked for, which has to confirm itself
   */
  public record Changed(UserView user, boolean isLinkSent) {}

  /**
   * The account.
   *
   * @throws AuthException {@link ErrorCode#UNAUTHENTICATED} if it is no longer active
   */
  public UserView get(OwnSession own) {
    return users
        .find(own.user())
        .filter(UserView::isActive)
        .orElseThrow(
            () -> new AuthException(ErrorCode.UNAUTHENTICATED, "the account is not active"));
  }

  /** Whether another address can confirm itself: there is a mail server. */
  public boolean canMove() {
    return letters.canBeSent();
  }

  /**
   * Changes the account: all that is asked for, or nothing. An address that another account has
   * gets the same answer as one that is free; only a mail tells.
   *
   * @throws AuthException {@link ErrorCode#WRONG_PASSWORD}; {@link ErrorCode#PASSWORD_REFUSED} with
   *     the reasons; {@link ErrorCode#MAIL_NOT_CONFIGURED} for another address where nothing is
   *     mailed; {@link ErrorCode#TOO_MANY_REQUESTS}; {@link ErrorCode#OVERLOADED}
   */
  public Changed change(OwnSession own, ProfileChange asked) {
    UserView user = get(own);
    ProfileChange change = asked.from(user.email());
    if (change.email().isPresent() && !letters.canBeSent()) {
      throw AuthException.withReasons(
          ErrorCode.MAIL_NOT_CONFIGURED,
          List.of(
              "An address has to confirm itself by a mail, and this server sends none:"
                  + " SMTP_HOST is not set"));
    }
    Optional<ProfileDeeds.Proof> proof =
        change.needsProof() ? Optional.of(prove(user, change, own)) : Optional.empty();
    return new Changed(deeds.change(user, change, proof, own), change.email().isPresent());
  }

  private ProfileDeeds.Proof prove(UserView user, ProfileChange change, OwnSession own) {
    Optional<Credential> checked =
        confirmation.confirm(
            user, change.presentPassword().orElseGet(() -> Sensitive.of("")), own.origin());
    if (checked.isEmpty()) {
      deeds.recordWrongPassword(change, own);
      throw new AuthException(ErrorCode.WRONG_PASSWORD, "not the account's");
    }
    Optional<String> newHash =
        change.newPassword().map(password -> newHash(user, checked.get(), password));
    if (change.email().isPresent()) {
      limits.mail(user.id());
    }
    return new ProfileDeeds.Proof(checked.get(), newHash);
  }

  private String newHash(UserView user, Credential present, Sensitive password) {
    List<String> reasons =
        new ArrayList<>(policy.check(password, List.of(user.email().value(), user.name())));
    @Nullable String hash = present.passwordHash();
    if (reasons.isEmpty()
        && hash != null
        && passwords.verify(password, hash) != Passwords.Verification.MISMATCH) {
      reasons.add("The new password must be another one than the present.");
    }
    if (!reasons.isEmpty()) {
      throw AuthException.withReasons(ErrorCode.PASSWORD_REFUSED, reasons);
    }
    return passwords.hash(password);
  }

  static AuditEntry entry(AuditAction action, OwnSession own) {
    AuditEntry entry = AuditEntry.success(action, own.origin(), own.user());
    return own.session().map(entry::in).orElse(entry);
  }
}
