package org.gatehouse.operator;

import java.util.List;
import java.util.Locale;
import org.gatehouse.user.UserStatus;

/** Why something cannot be done, in words for the operator. */
final class Refusals {
  private Refusals() {}

  static List<String> notOpen(UserStatus status) {
    return List.of(
        "The account is "
            + status.name().toLowerCase(Locale.ROOT)
            + ": a new password would not let anybody in.");
  }

  static List<String> notFounded() {
    return List.of("There is no owner at all yet: use the set-up page and the set-up token.");
  }
}
