package org.gatehouse.authority;

import org.gatehouse.persistence.TestDatabase;

/** What people may do on a test database. */
public final class TestAuthorities {
  private TestAuthorities() {}

  /** What the container would inject; call it inside a transaction. */
  public static Authorities on(TestDatabase database) {
    return new Authorities(database.entityManager());
  }
}
