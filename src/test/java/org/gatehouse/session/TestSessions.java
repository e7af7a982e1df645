package org.gatehouse.session;

import java.time.Clock;
import java.time.Duration;
import org.gatehouse.jose.SigningKey;
import org.gatehouse.jose.VerificationKeys;
import org.gatehouse.kernel.Sensitive;
import org.gatehouse.persistence.TestDatabase;

/** The sessions of a test database: 7 days, access tokens of an hour, 30 s of grace. */
public final class TestSessions {
  static final Duration LIFETIME = Duration.ofDays(7);
  static final Duration ACCESS_LIFETIME = Duration.ofHours(1);
  static final Duration GRACE = Duration.ofSeconds(30);

  private static final SigningKey KEY =
      SigningKey.hmac(Sensitive.of("refresh-0123456789-abcdefghijklmnopqrstuvwxyz"));

  private TestSessions() {}

  /** What the container would inject; call it inside a transaction. */
  public static Sessions on(TestDatabase database, EndedSessions ended, Clock clock) {
    return new Sessions(
        database.entityManager(),
        database.sql(),
        database.transactions(),
        tokens(clock),
        ended,
        new SessionConfig(LIFETIME, ACCESS_LIFETIME, GRACE),
        clock);
  }

  /** What an access token's life leaves to remember. */
  public static EndedSessions ended(Clock clock) {
    return new EndedSessions(ACCESS_LIFETIME, clock);
  }

  static RefreshTokens tokens(Clock clock) {
    return new RefreshTokens(
        KEY,
        VerificationKeys.of(KEY.verificationKey()),
        "Gate",
        "House",
        Duration.ofSeconds(30),
        clock);
  }
}
