package org.gatehouse.registration;

import java.util.Locale;
import org.gatehouse.kernel.EmailAddress;
import org.gatehouse.kernel.Sensitive;

/**
 * Who wants to be the first owner.
 *
 * @param language of the mails to them
 */
public record OwnerApplication(
    String name, EmailAddress email, Sensitive password, String organizationName, Locale language) {
  @Override
  public String toString() {
    return "OwnerApplication";
  }
}
