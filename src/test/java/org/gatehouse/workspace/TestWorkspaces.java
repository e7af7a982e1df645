package org.gatehouse.workspace;

import java.time.Clock;
import org.gatehouse.kernel.UserId;
import org.gatehouse.persistence.TestDatabase;

/** The workspaces of a test database. */
public final class TestWorkspaces {
  private TestWorkspaces() {}

  /** What the container would inject: every call is in a transaction, joined or its own. */
  public static Workspaces on(TestDatabase database, Clock clock) {
    return new Workspaces(database.entityManager(), database.sql(), clock) {
      @Override
      public boolean isFounded() {
        return database.call(super::isFounded);
      }

      @Override
      public Founded found(UserId owner, String organizationName) {
        return database.call(() -> super.found(owner, organizationName));
      }

      @Override
      public Membership membershipOf(UserId user) {
        return database.call(() -> super.membershipOf(user));
      }
    };
  }
}
