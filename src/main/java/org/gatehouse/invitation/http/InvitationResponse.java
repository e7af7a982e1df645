package org.gatehouse.invitation.http;

import java.time.Instant;
import java.util.Locale;
import java.util.UUID;
import org.gatehouse.invitation.InvitationView;
import org.gatehouse.invitation.InviteOutcome;
import org.gatehouse.kernel.Sensitive;
import org.jspecify.annotations.Nullable;

/**
 * An invitation.
 *
 * @param inviteLink for whoever invites, to hand it on; only where no mail could be sent
 * @param message says so
 */
public record InvitationResponse(
    UUID id,
    Person user,
    Thing workspace,
    Thing role,
    String status,
    Instant createdDate,
    Instant expiresAt,
    @Nullable Sensitive inviteLink,
    @Nullable String message) {
  private static final String NO_MAIL =
      "No mail was sent, because no mail server is configured. Hand the link on to this person.";

  /** Who is invited. */
  public record Person(String email) {}

  /** A workspace or a role. */
  public record Thing(UUID id, String name) {}

  static InvitationResponse of(InvitationView invitation) {
    return of(invitation, null);
  }

  static InvitationResponse of(InviteOutcome.Invited invited) {
    return of(invited.invitation(), invited.link().orElse(null));
  }

  private static InvitationResponse of(InvitationView invitation, @Nullable Sensitive link) {
    return new InvitationResponse(
        invitation.id(),
        new Person(invitation.email().value()),
        new Thing(invitation.workspaceId(), invitation.workspaceName()),
        new Thing(invitation.roleId(), invitation.roleName()),
        invitation.status().name().toLowerCase(Locale.ROOT),
        invitation.createdAt(),
        invitation.expiresAt(),
        link,
        link == null ? null : NO_MAIL);
  }
}
