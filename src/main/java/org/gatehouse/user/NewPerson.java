package org.gatehouse.user;

import java.util.Locale;

/**
 * Who has come to an account that waited for them.
 *
 * @param language of the mails to them
 */
public record NewPerson(String name, String passwordHash, Locale language) {
  @Override
  public String toString() {
    return "NewPerson";
  }
}
