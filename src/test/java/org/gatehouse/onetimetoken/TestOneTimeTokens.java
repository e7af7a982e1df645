package org.gatehouse.onetimetoken;

import java.time.Clock;
import org.gatehouse.crypto.TokenDigest;
import org.gatehouse.kernel.Sensitive;
import org.gatehouse.persistence.TestDatabase;

/** The one-time tokens of a test database. */
public final class TestOneTimeTokens {
  private TestOneTimeTokens() {}

  /** What the container would inject; call it inside a transaction. */
  public static OneTimeTokens on(TestDatabase database, Clock clock) {
    return new OneTimeTokens(
        database.entityManager(),
        new TokenDigest(Sensitive.of("digest-0123456789-abcdefghijklmnopqrstuvwxyz")),
        clock);
  }
}
