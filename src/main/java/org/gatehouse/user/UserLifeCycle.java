package org.gatehouse.user;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import java.time.Clock;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.gatehouse.kernel.EmailAddress;
import org.gatehouse.kernel.UserId;
import org.gatehouse.persistence.Transactional;

/**
 * What happens to an account between its invitation and its end. Decides only what is possible; who
 * may do it, and what ends with it, is decided above.
 */
@ApplicationScoped
@Transactional
public class UserLifeCycle {
  private final EntityManager entityManager;
  private final AccessChanges changes;
  private final Clock clock;

  @Inject
  UserLifeCycle(EntityManager entityManager, AccessChanges changes, Clock clock) {
    this.entityManager = entityManager;
    this.changes = changes;
    this.clock = clock;
  }

  @SuppressWarnings("NullAway") // for the container's client proxy, which uses no field
  protected UserLifeCycle() {
    this(null, null, null);
  }

  /** Gives the account another name; its tokens say the old one until they are renewed. */
  public UserView rename(UserId id, String name) {
    User user = locked(id);
    user.rename(name);
    return user.view();
  }

  /** Chooses the language of the mails to somebody. */
  public UserView speak(UserId id, Locale language) {
    User user = locked(id);
    user.speak(language);
    return user.view();
  }

  /**
   * Shuts an account.
   *
   * @return false if it is not active
   */
  public boolean disable(UserId id) {
    User user = locked(id);
    if (user.status() != UserStatus.ACTIVE) {
      return false;
    }
    user.disable();
    changes.of(id);
    return true;
  }

  /**
   * Opens an account again.
   *
   * @return false if it is not disabled
   */
  public boolean enable(UserId id) {
    User user = locked(id);
    if (user.status() != UserStatus.DISABLED) {
      return false;
    }
    user.enable();
    changes.of(id);
    return true;
  }

  /**
   * Makes an account active, whatever it waits for: the operator vouches for its person, but not
   * for a password that somebody chose who never proved the address. One without a name is called
   * by its address.
   */
  public void open(UserId id) {
    User user = locked(id);
    if (user.status() != UserStatus.ACTIVE) {
      user.open();
      changes.of(id);
    }
  }

  /** Ends an account: nothing personal stays, and its address is free again. */
  public void anonymise(UserId id) {
    locked(id).anonymise();
    changes.of(id);
  }

  /** The account of an address; one that waits for its person where there was none. */
  public UserView findOrInvite(EmailAddress email) {
    return Users.byEmail(entityManager, email)
        .map(User::view)
        .orElseGet(
            () -> {
              User user = new User(email, Instant.ofEpochMilli(clock.millis()));
              entityManager.persist(user);
              entityManager.flush();
              return user.view();
            });
  }

  /**
   * Makes an invited account active.
   *
   * @return empty if nobody waits there
   */
  public Optional<UserView> activate(UserId id, NewPerson person) {
    User user = locked(id);
    if (user.status() != UserStatus.INVITED) {
      return Optional.empty();
    }
    user.activate(person, Instant.ofEpochMilli(clock.millis()));
    entityManager.flush();
    return Optional.of(user.view());
  }

  /** Remembers where the next sign-in begins. */
  public void chooseWorkspace(UserId id, UUID workspace) {
    entityManager
        .createNativeQuery("update gatehouse_user set default_workspace_id = ? where id = ?")
        .setParameter(1, workspace)
        .setParameter(2, id.value())
        .executeUpdate();
  }

  /** Locked, so that no other change of the row is overwritten by what was read before it. */
  private User locked(UserId id) {
    User user = entityManager.find(User.class, id.value(), LockModeType.PESSIMISTIC_WRITE);
    if (user == null) {
      throw new IllegalArgumentException("no such account");
    }
    return user;
  }
}
