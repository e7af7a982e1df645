package org.gatehouse.registration;

import org.gatehouse.kernel.EmailAddress;
import org.gatehouse.kernel.Sensitive;

/** Who wants to be the first owner. */
public record OwnerApplication(
    String name, EmailAddress email, Sensitive password, String organizationName) {
  @Override
  public String toString() {
    return "OwnerApplication";
  }
}
