package org.gatehouse.invitation;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.gatehouse.crypto.OpaqueToken;
import org.gatehouse.kernel.Actor;
import org.gatehouse.kernel.Sensitive;
import org.gatehouse.mail.MailKind;
import org.gatehouse.mail.MailMessage;
import org.gatehouse.mail.Outbox;
import org.gatehouse.mail.PublicLinks;
import org.gatehouse.onetimetoken.OneTimeTokens;
import org.gatehouse.onetimetoken.Purpose;
import org.gatehouse.persistence.Transactional;
import org.gatehouse.user.UserStatus;
import org.gatehouse.user.UserView;
import org.gatehouse.user.Users;
import org.gatehouse.workspace.WorkspaceView;

/** Sends the link of an invitation, in the transaction of the invitation: both are kept or none. */
@ApplicationScoped
@Transactional
class InvitationLetters {
  /** The page that accepts. */
  private static final String PAGE = "/register";

  /** What an invitation of the operator is signed with, who has no name. */
  private static final String NOBODY = "Gatehouse";

  private final OneTimeTokens tokens;
  private final Outbox outbox;
  private final PublicLinks links;
  private final Users users;
  private final InvitationConfig config;

  @Inject
  InvitationLetters(
      OneTimeTokens tokens,
      Outbox outbox,
      PublicLinks links,
      Users users,
      InvitationConfig config) {
    this.tokens = tokens;
    this.outbox = outbox;
    this.links = links;
    this.users = users;
    this.config = config;
  }

  @SuppressWarnings("NullAway") // for the container's client proxy, which uses no field
  protected InvitationLetters() {
    this(null, null, null, null, null);
  }

  /**
   * Makes a link, which retires the older ones, and sends it.
   *
   * @return the link where no mail server is configured, for whoever invites to hand it on
   */
  Optional<Sensitive> send(UUID invitation, UserView to, WorkspaceView place, Actor inviter) {
    OpaqueToken token = tokens.issue(Purpose.INVITATION, invitation, to.email(), config.lifetime());
    String link = links.to(PAGE, token);
    if (!outbox.isConfigured()) {
      return Optional.of(Sensitive.of(link));
    }
    boolean isNew = to.status() == UserStatus.INVITED;
    Optional<UserView> from = Optional.ofNullable(inviter.user()).flatMap(users::find);
    outbox.enqueue(
        new MailMessage(
            isNew ? MailKind.WORKSPACE_INVITE : MailKind.WORKSPACE_ADD,
            to.email(),
            // Nobody knows yet what somebody new reads; they are likely to know the inviter.
            isNew ? from.map(UserView::language).orElse(Locale.ENGLISH) : to.language(),
            Map.of(
                "workspaceName",
                place.name(),
                "inviterName",
                from.map(InvitationLetters::name).orElse(NOBODY),
                "registerLink",
                link)));
    return Optional.empty();
  }

  private static String name(UserView inviter) {
    return inviter.name().isEmpty() ? inviter.email().value() : inviter.name();
  }
}
