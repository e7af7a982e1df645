package org.gatehouse.recovery;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.gatehouse.audit.AuditAction;
import org.gatehouse.audit.AuditEntry;
import org.gatehouse.audit.AuditTrail;
import org.gatehouse.kernel.EmailAddress;
import org.gatehouse.kernel.RequestContext;
import org.gatehouse.mail.MailKind;
import org.gatehouse.mail.MailMessage;
import org.gatehouse.mail.Outbox;
import org.gatehouse.onetimetoken.OneTimeTokens;
import org.gatehouse.onetimetoken.Purpose;
import org.gatehouse.persistence.Transactional;
import org.gatehouse.user.UserStatus;
import org.gatehouse.user.UserView;
import org.gatehouse.user.Users;

/**
 * Sends links to accounts: token, mail and audit row are one transaction. At most three of a kind
 * go to an account in a quarter of an hour, whoever asks and on however many nodes, so that nobody
 * can fill somebody else's mailbox; what is too much is passed over in silence.
 */
@ApplicationScoped
@Transactional
class RecoveryLetters {
  static final int MOST = 3;
  static final Duration WINDOW = OneTimeTokens.REMEMBERED;

  private final Users users;
  private final OneTimeTokens tokens;
  private final RecoveryLinks links;
  private final Outbox outbox;
  private final AuditTrail audit;
  private final Clock clock;

  @Inject
  RecoveryLetters(
      Users users,
      OneTimeTokens tokens,
      RecoveryLinks links,
      Outbox outbox,
      AuditTrail audit,
      Clock clock) {
    this.users = users;
    this.tokens = tokens;
    this.links = links;
    this.outbox = outbox;
    this.audit = audit;
    this.clock = clock;
  }

  @SuppressWarnings("NullAway") // for the container's client proxy, which uses no field
  protected RecoveryLetters() {
    this(null, null, null, null, null, null);
  }

  void sendReset(EmailAddress email, RequestContext origin) {
    // An account without a password may choose its first one so.
    recipient(email, Purpose.PASSWORD_RESET, Set.of(UserStatus.ACTIVE, UserStatus.UNVERIFIED))
        .ifPresent(
            user -> {
              String link = links.reset(user).link().reveal();
              send(MailKind.PASSWORD_RESET, user, "resetLink", link);
              audit.record(AuditEntry.success(AuditAction.PASSWORD_FORGOTTEN, origin, user.id()));
            });
  }

  void sendVerification(EmailAddress email, RequestContext origin) {
    recipient(email, Purpose.VERIFICATION, Set.of(UserStatus.UNVERIFIED))
        .ifPresent(
            user -> {
              String link = links.verification(user).link().reveal();
              send(MailKind.VERIFICATION, user, "verificationLink", link);
              audit.record(AuditEntry.success(AuditAction.VERIFICATION_SEND, origin, user.id()));
            });
  }

  private Optional<UserView> recipient(
      EmailAddress email, Purpose purpose, Set<UserStatus> statuses) {
    if (!outbox.isConfigured()) {
      // A link that nobody gets must not retire one that an administrator has handed over.
      return Optional.empty();
    }
    Instant since = clock.instant().minus(WINDOW);
    // Locked: two nodes that are asked at the same moment count one after the other.
    return users
        .findLocked(email)
        .filter(user -> statuses.contains(user.status()))
        .filter(user -> tokens.issuedSince(purpose, user.id().value(), since) < MOST);
  }

  private void send(MailKind kind, UserView user, String name, String link) {
    outbox.enqueue(
        new MailMessage(
            kind, user.email(), user.language(), Map.of("name", user.name(), name, link)));
  }
}
