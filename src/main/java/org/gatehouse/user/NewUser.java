package org.gatehouse.user;

import java.util.Locale;
import org.gatehouse.kernel.EmailAddress;
import org.gatehouse.kernel.UserId;
import org.jspecify.annotations.Nullable;

/**
 * An account to be made; active from the start.
 *
 * @param passwordHash null for somebody who signs in elsewhere
 * @param language of the mails to its person
 */
public record NewUser(
    UserId id, EmailAddress email, String name, @Nullable String passwordHash, Locale language) {
  @Override
  public String toString() {
    return "NewUser[id=" + id + "]";
  }
}
