package org.gatehouse.user;

import org.gatehouse.kernel.UserId;
import org.jspecify.annotations.Nullable;

/**
 * What a sign-in needs to check a password.
 *
 * @param passwordHash null while the person has no password
 */
public record Credential(UserId user, @Nullable String passwordHash, UserStatus status) {
  /** The hash is as secret as a password: it can be attacked at leisure. */
  @Override
  public String toString() {
    return "Credential[user=" + user + ", status=" + status + "]";
  }
}
