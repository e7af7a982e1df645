package org.gatehouse.people;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.gatehouse.kernel.AuthException;
import org.gatehouse.kernel.ErrorCode;
import org.gatehouse.persistence.TestDatabase;

/** What is refused, and how. */
public final class Refusals {
  private Refusals() {}

  /** The deed, in a transaction, ends with this code. */
  public static void assertRefused(TestDatabase database, ErrorCode code, Runnable deed) {
    AuthException refused = assertThrows(AuthException.class, () -> database.run(deed));
    assertEquals(code, refused.code(), refused::getMessage);
  }
}
