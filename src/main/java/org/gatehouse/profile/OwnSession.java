package org.gatehouse.profile;

import java.util.Optional;
import org.gatehouse.kernel.RequestContext;
import org.gatehouse.kernel.SessionId;
import org.gatehouse.kernel.UserId;

/**
 * Somebody at their own account.
 *
 * @param session the login they are in; empty for HTTP Basic, which has none
 */
public record OwnSession(UserId user, Optional<SessionId> session, RequestContext origin) {}
