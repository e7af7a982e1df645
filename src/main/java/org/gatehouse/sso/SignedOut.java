package org.gatehouse.sso;

import java.util.Optional;

/**
 * Who has signed out at a provider: one session there, or all of a person, at least one of them.
 *
 * @param subject whose sessions
 * @param session which one; all, if empty
 */
public record SignedOut(String issuer, Optional<String> subject, Optional<String> session) {}
