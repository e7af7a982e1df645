package org.gatehouse.workspace;

import java.time.Clock;
import org.gatehouse.persistence.TestDatabase;

/** The workspaces of a test database. */
public final class TestWorkspaces {
  private TestWorkspaces() {}

  /** What the container would inject; call it inside a transaction. */
  public static Workspaces on(TestDatabase database, Clock clock) {
    return new Workspaces(database.entityManager(), clock);
  }
}
