package org.gatehouse.user;

import org.gatehouse.kernel.EmailAddress;
import org.gatehouse.kernel.UserId;

/** An account to be made; active from the start. */
public record NewUser(UserId id, EmailAddress email, String name, String passwordHash) {
  @Override
  public String toString() {
    return "NewUser[id=" + id + "]";
  }
}
