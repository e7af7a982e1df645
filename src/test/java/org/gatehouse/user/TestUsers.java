package org.gatehouse.user;

import java.time.Clock;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import org.gatehouse.kernel.EmailAddress;
import org.gatehouse.kernel.UserId;
import org.gatehouse.persistence.TestDatabase;

/** The accounts of a test database. */
public final class TestUsers {
  private TestUsers() {}

  /** What the container would inject: every call is in a transaction, joined or its own. */
  public static Users on(TestDatabase database, Clock clock) {
    return new TransactionalUsers(database, clock);
  }

  /** Makes an account in a transaction of its own. */
  public static UserView create(
      TestDatabase database, Clock clock, String email, String passwordHash) {
    NewUser account =
        new NewUser(
            UserId.random(),
            EmailAddress.parse(email).orElseThrow(),
            "Jane Doe",
            passwordHash,
            Locale.ENGLISH);
    return database.call(() -> on(database, clock).create(account));
  }

  /** Changes the state of an account behind everybody's back. */
  public static void setStatus(TestDatabase database, UserId user, UserStatus status) {
    database.execute(
        "update gatehouse_user set status = ? where id = ?", status.name(), user.value());
  }

  /** Accounts where somebody else always stores this hash before one is replaced. */
  public static Users losingEveryRace(TestDatabase database, Clock clock, String theirHash) {
    return new TransactionalUsers(database, clock) {
      @Override
      public boolean replaceHash(Credential checked, String newHash) {
        database.execute("update gatehouse_user set credential = ?", theirHash);
        return super.replaceHash(checked, newHash);
      }
    };
  }

  /** The memory of a node. */
  public static AccessVersions versions(Clock clock) {
    return new AccessVersions(Duration.ofHours(1), clock);
  }

  /** What raises versions; call it inside a transaction. */
  public static AccessChanges changes(TestDatabase database, AccessVersions versions, Clock clock) {
    return new AccessChanges(
        database.entityManager(), database.sql(), database.transactions(), versions, clock);
  }

  /** What happens to accounts; call it inside a transaction. */
  public static UserLifeCycle lifeCycle(
      TestDatabase database, AccessVersions versions, Clock clock) {
    return new UserLifeCycle(database.entityManager(), changes(database, versions, clock), clock);
  }

  /** What changes passwords and addresses; call it inside a transaction. */
  public static UserCredentials credentials(
      TestDatabase database, AccessVersions versions, Clock clock) {
    return new UserCredentials(
        database.entityManager(), database.sql(), changes(database, versions, clock), clock);
  }

  /** Lists of accounts; call it inside a transaction. */
  public static UserDirectory directory(TestDatabase database) {
    return new UserDirectory(database.entityManager());
  }

  private static class TransactionalUsers extends Users {
    private final TestDatabase database;

    TransactionalUsers(TestDatabase database, Clock clock) {
      super(database.entityManager(), clock);
      this.database = database;
    }

    @Override
    public UserView create(NewUser account) {
      return database.call(() -> super.create(account));
    }

    @Override
    public Optional<UserView> find(UserId id) {
      return database.call(() -> super.find(id));
    }

    @Override
    public Optional<Credential> findCredential(EmailAddress email) {
      return database.call(() -> super.findCredential(email));
    }

    @Override
    public boolean replaceHash(Credential checked, String newHash) {
      return database.call(() -> super.replaceHash(checked, newHash));
    }

    @Override
    public Optional<UserView> findUnchanged(Credential checked) {
      return database.call(() -> super.findUnchanged(checked));
    }

    @Override
    public Optional<UserView> lockUnchanged(Credential checked) {
      return database.call(() -> super.lockUnchanged(checked));
    }

    @Override
    public Optional<UserView> findLocked(EmailAddress email) {
      return database.call(() -> super.findLocked(email));
    }
  }
}
