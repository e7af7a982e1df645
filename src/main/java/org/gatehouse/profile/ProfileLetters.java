package org.gatehouse.profile;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Map;
import org.gatehouse.crypto.OpaqueToken;
import org.gatehouse.kernel.EmailAddress;
import org.gatehouse.mail.MailKind;
import org.gatehouse.mail.MailMessage;
import org.gatehouse.mail.Outbox;
import org.gatehouse.mail.PublicLinks;
import org.gatehouse.recovery.PasswordNotice;
import org.gatehouse.user.UserView;

/** What people are told of changes to their accounts, in the transaction of the change. */
@ApplicationScoped
class ProfileLetters {
  /** The page that confirms an address. */
  private static final String CONFIRM_PAGE = "/confirm-email-change";

  private static final String LOGIN_PAGE = "/login";

  private final Outbox outbox;
  private final PublicLinks links;

  @Inject
  ProfileLetters(Outbox outbox, PublicLinks links) {
    this.outbox = outbox;
    this.links = links;
  }

  @SuppressWarnings("NullAway") // for the container's client proxy, which uses no field
  protected ProfileLetters() {
    this(null, null);
  }

  /** Whether they arrive anywhere. */
  boolean canBeSent() {
    return outbox.isConfigured();
  }

  /** The password is another one. */
  void passwordChanged(UserView user) {
    outbox.enqueue(PasswordNotice.to(user, links));
  }

  /** To the new address: is it theirs? */
  void confirm(UserView user, EmailAddress wanted, OpaqueToken token) {
    send(
        MailKind.EMAIL_CHANGE,
        user,
        wanted,
        Map.of(
            "name",
            user.name(),
            "newEmail",
            wanted.value(),
            "confirmLink",
            links.to(CONFIRM_PAGE, token)));
  }

  /** To the old address: the account has moved. */
  void moved(UserView before, EmailAddress now) {
    send(
        MailKind.EMAIL_CHANGED,
        before,
        before.email(),
        Map.of("name", before.name(), "newEmail", now.value(), "loginLink", links.to(LOGIN_PAGE)));
  }

  private void send(MailKind kind, UserView user, EmailAddress to, Map<String, String> values) {
    outbox.enqueue(new MailMessage(kind, to, user.language(), values));
  }
}
