package org.gatehouse.login;

import java.time.Instant;
import org.gatehouse.accesstoken.AccessToken;
import org.gatehouse.kernel.Sensitive;

/** What a client gets that has signed in or refreshed. */
public record LoginTokens(AccessToken access, Sensitive refresh, Instant refreshExpiresAt) {}
