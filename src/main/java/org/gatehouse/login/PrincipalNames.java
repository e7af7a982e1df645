package org.gatehouse.login;

import org.gatehouse.config.value.PrincipalName;
import org.gatehouse.user.UserView;

/**
 * What containers call a user, in every token and for every credential alike.
 *
 * @param kind as {@code GATEHOUSE_PRINCIPAL_NAME} has it
 */
public record PrincipalNames(PrincipalName kind) {
  String of(UserView user) {
    return switch (kind) {
      case EMAIL -> user.email().value();
      case ID -> user.id().toString();
    };
  }
}
