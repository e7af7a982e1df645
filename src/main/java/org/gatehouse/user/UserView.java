package org.gatehouse.user;

import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.gatehouse.kernel.EmailAddress;
import org.gatehouse.kernel.UserId;

/**
 * An account as handed out: everything but the credential.
 *
 * @param accessVersion raised by each change of what the account may do; see {@link AccessVersions}
 * @param defaultWorkspace where a sign-in begins, if a choice was ever made
 * @param language of the mails to this person
 */
public record UserView(
    UserId id,
    EmailAddress email,
    String name,
    UserStatus status,
    Instant createdAt,
    long accessVersion,
    Optional<UUID> defaultWorkspace,
    Locale language) {
  /** Whether the account may have sessions and tokens. */
  public boolean isActive() {
    return status == UserStatus.ACTIVE;
  }

  /** Whether there is still a person behind it. */
  public boolean exists() {
    return status != UserStatus.DELETED;
  }
}
