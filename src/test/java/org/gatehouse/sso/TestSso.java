package org.gatehouse.sso;

import java.time.Clock;
import org.gatehouse.crypto.SecretBox;
import org.gatehouse.kernel.Sensitive;
import org.gatehouse.persistence.TestDatabase;

/** Single sign-on in tests. */
public final class TestSso {
  private TestSso() {}

  /** What the container would inject; call it inside a transaction. */
  public static SsoIdentities identities(TestDatabase database, Clock clock) {
    return new SsoIdentities(database.entityManager(), clock);
  }

  /** What the container would inject; call it inside a transaction. */
  public static SsoGrants grants(TestDatabase database) {
    return new SsoGrants(database.sql());
  }

  /** What the container would inject; call it inside a transaction. */
  public static SsoSessions sessions(TestDatabase database) {
    return new SsoSessions(
        database.entityManager(), SecretBox.under(Sensitive.of("the main key of this test")));
  }
}
