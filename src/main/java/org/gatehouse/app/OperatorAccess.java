package org.gatehouse.app;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import org.gatehouse.operator.OperatorToken;
import org.jspecify.annotations.Nullable;

/** Opens the operator's way in at the start and closes it at the stop. */
@ApplicationScoped
class OperatorAccess {
  // Not the token itself, which is not there before the plant room is open.
  @Inject Instance<OperatorToken> tokens;

  private @Nullable OperatorToken published;

  void open() {
    OperatorToken token = tokens.get();
    token.publish();
    published = token;
  }

  void close() {
    if (published != null) {
      published.withdraw();
    }
  }
}
