package org.gatehouse.user;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Who has come to an account that waited for them.
 *
 * @param passwordHash null for somebody who signs in elsewhere
 * @param language of the mails to them
 */
public record NewPerson(String name, @Nullable String passwordHash, Locale language) {
  @Override
  public String toString() {
    return "NewPerson";
  }
}
