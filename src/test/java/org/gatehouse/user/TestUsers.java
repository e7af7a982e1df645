package org.gatehouse.user;

import java.time.Clock;
import org.gatehouse.kernel.EmailAddress;
import org.gatehouse.kernel.UserId;
import org.gatehouse.persistence.TestDatabase;

/** The accounts of a test database. */
public final class TestUsers {
  private TestUsers() {}

  /** What the container would inject; call it inside a transaction. */
  public static Users on(TestDatabase database, Clock clock) {
    return new Users(database.entityManager(), clock);
  }

  /** Makes an account in a transaction of its own. */
  public static UserView create(
      TestDatabase database, Clock clock, String email, String passwordHash) {
    NewUser account =
        new NewUser(
            UserId.random(), EmailAddress.parse(email).orElseThrow(), "Jane Doe", passwordHash);
    return database.call(() -> on(database, clock).create(account));
  }

  /** Changes the state of an account behind everybody's back. */
  public static void setStatus(TestDatabase database, UserId user, UserStatus status) {
    database.execute(
        "update gatehouse_user set status = ? where id = ?", status.name(), user.value());
  }
}
