package org.gatehouse.profile.http;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;
import org.gatehouse.authority.Authority;
import org.gatehouse.kernel.UserId;
import org.gatehouse.profile.OwnSession;
import org.gatehouse.request.Caller;
import org.gatehouse.request.RequestOrigin;

/** Whose account a request speaks of where it names none. */
final class Own {
  private Own() {}

  /**
   * The caller at their own account.
   *
   * @throws org.gatehouse.kernel.AuthException {@link org.gatehouse.kernel.ErrorCode#NOT_FOUND} for
   *     the operator, who has none
   */
  static OwnSession of(Caller caller, RequestOrigin origin, HttpServletRequest request) {
    UserId user = Optional.ofNullable(caller.user()).orElseThrow(Authority::notFound);
    return new OwnSession(user, Optional.ofNullable(caller.session()), origin.of(request));
  }
}
