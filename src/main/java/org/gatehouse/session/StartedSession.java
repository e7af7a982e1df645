package org.gatehouse.session;

import org.gatehouse.kernel.Sensitive;

/** An open session with its current refresh token. */
public record StartedSession(SessionView session, Sensitive refreshToken) {}
