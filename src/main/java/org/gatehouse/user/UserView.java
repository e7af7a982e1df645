package org.gatehouse.user;

import java.time.Instant;
import org.gatehouse.kernel.EmailAddress;
import org.gatehouse.kernel.UserId;

/** An account as handed out: everything but the credential. */
public record UserView(
    UserId id, EmailAddress email, String name, UserStatus status, Instant createdAt) {
  /** Whether the account may have sessions and tokens. */
  public boolean isActive() {
    return status == UserStatus.ACTIVE;
  }
}
