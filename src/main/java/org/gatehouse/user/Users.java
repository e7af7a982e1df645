package org.gatehouse.user;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.persistence.TypedQuery;
import java.time.Clock;
import java.util.Optional;
import org.gatehouse.kernel.EmailAddress;
import org.gatehouse.kernel.UserId;
import org.gatehouse.persistence.Transactional;

/** The accounts. */
@ApplicationScoped
@Transactional
public class Users {
  private final EntityManager entityManager;
  private final Clock clock;

  @Inject
  Users(EntityManager entityManager, Clock clock) {
    this.entityManager = entityManager;
    this.clock = clock;
  }

  @SuppressWarnings("NullAway") // for the container's client proxy, which uses no field
  protected Users() {
    this(null, null);
  }

  /**
   * Makes an account.
   *
   * @throws jakarta.persistence.PersistenceException for an address that has one already
   */
  public UserView create(NewUser account) {
    User user = new User(account, clock.instant());
    entityManager.persist(user);
    entityManager.flush();
    return user.view();
  }

  /** The account with this id. */
  public Optional<UserView> find(UserId id) {
    return Optional.ofNullable(entityManager.find(User.class, id.value())).map(User::view);
  }

  /** What is needed to check a password; empty where the address has no account. */
  public Optional<Credential> findCredential(EmailAddress email) {
    return byEmail(entityManager, email).map(User::credential);
  }

  /**
   * Keeps an account as it is until the transaction ends. Whoever changes an account and what
   * belongs to it, such as its tokens or sessions, begins with the account's row: two that began at
   * different ends would wait for each other.
   */
  public void lock(UserId id) {
    User unused = entityManager.find(User.class, id.value(), LockModeType.PESSIMISTIC_WRITE);
  }

  /** The account of an address, which stays as it is until the transaction ends. */
  public Optional<UserView> findLocked(EmailAddress email) {
    return query(entityManager, email)
        .setLockMode(LockModeType.PESSIMISTIC_WRITE)
        .getResultStream()
        .findFirst()
        .map(User::view);
  }

  /** An account, which stays as it is until the transaction ends. */
  public Optional<UserView> findLocked(UserId id) {
    return Optional.ofNullable(
            entityManager.find(User.class, id.value(), LockModeType.PESSIMISTIC_WRITE))
        .map(User::view);
  }

  /** Whether the account has a password. */
  public boolean hasPassword(UserId id) {
    return Optional.ofNullable(entityManager.find(User.class, id.value()))
        .map(User::credential)
        .map(Credential::passwordHash)
        .isPresent();
  }

  static Optional<User> byEmail(EntityManager entityManager, EmailAddress email) {
    return query(entityManager, email).getResultStream().findFirst();
  }

  private static TypedQuery<User> query(EntityManager entityManager, EmailAddress email) {
    return entityManager
        .createQuery("select u from User u where u.email = :email", User.class)
        .setParameter("email", email.value());
  }

  /**
   * Stores the same password hashed anew, unless the hash was changed meanwhile: a password change
   * that runs beside a sign-in must win.
   *
   * @return whether it was stored
   */
  public boolean replaceHash(Credential checked, String newHash) {
    return entityManager
            .createQuery(
                "update User u set u.credential = :new where u.id = :id and u.credential = :old")
            .setParameter("new", newHash)
            .setParameter("id", checked.user().value())
            .setParameter("old", checked.passwordHash())
            .executeUpdate()
        == 1;
  }

  /**
   * Whether the credential is still the one that was checked, and its account active: hashing takes
   * time outside of the transaction, in which both may have changed.
   */
  public Optional<UserView> findUnchanged(Credential checked) {
    return unchanged(checked, LockModeType.NONE);
  }

  /**
   * The same, and it stays so until the transaction ends: what a credential opens must not be
   * committed beside a change of it that ends all that it has opened.
   */
  public Optional<UserView> lockUnchanged(Credential checked) {
    return unchanged(checked, LockModeType.PESSIMISTIC_WRITE);
  }

  private Optional<UserView> unchanged(Credential checked, LockModeType lock) {
    return Optional.ofNullable(entityManager.find(User.class, checked.user().value(), lock))
        .filter(user -> user.credential().equals(checked))
        .map(User::view)
        .filter(UserView::isActive);
  }
}
