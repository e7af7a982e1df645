package org.gatehouse.user;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.time.Clock;
import org.gatehouse.kernel.EmailAddress;
import org.gatehouse.kernel.UserId;
import org.gatehouse.persistence.Sql;
import org.gatehouse.persistence.Transactional;

/**
 * What people prove themselves with: password and address. Every change is one conditional update,
 * so that of two at the same moment one wins, and none opens an account that is not open: whoever
 * is disabled or invited stays so. Who may ask for it, and what ends with it, is decided above.
 */
@ApplicationScoped
@Transactional
public class UserCredentials {
  private static final String RESET =
      "update gatehouse_user set credential = ?, credential_changed_at = ?, status = 'ACTIVE'"
          + " where id = ? and email = ? and status in ('ACTIVE', 'UNVERIFIED')";

  private static final String CHANGE =
      "update gatehouse_user set credential = ?, credential_changed_at = ?"
          + " where id = ? and credential = ? and status = 'ACTIVE'";

  private static final String VERIFY =
      "update gatehouse_user set status = 'ACTIVE'"
          + " where id = ? and email = ? and status = 'UNVERIFIED'";

  private static final String MOVE =
      "update gatehouse_user set email = ? where id = ? and email = ? and status = 'ACTIVE'";

  private final EntityManager entityManager;
  private final Sql sql;
  private final AccessChanges changes;
  private final Clock clock;

  @Inject
  UserCredentials(EntityManager entityManager, Sql sql, AccessChanges changes, Clock clock) {
    this.entityManager = entityManager;
    this.sql = sql;
    this.changes = changes;
    this.clock = clock;
  }

  @SuppressWarnings("NullAway") // for the container's client proxy, which uses no field
  protected UserCredentials() {
    this(null, null, null, null);
  }

  /**
   * Gives the account a password, whatever the old one was, for somebody who reads its mail; which
   * also proves the address of an account that waits for that.
   *
   * @param email as it was when the mail went out
   * @return false if the account is neither active nor unverified, or has another address by now
   */
  public boolean resetPassword(UserId id, EmailAddress email, String newHash) {
    return updated(RESET, newHash, clock.millis(), id.value(), email.value());
  }

  /**
   * Replaces the password that was checked, outside of the transaction, by another.
   *
   * @return false if it was changed meanwhile, or the account is no longer active
   */
  public boolean changePassword(Credential checked, String newHash) {
    return checked.passwordHash() != null
        && updated(CHANGE, newHash, clock.millis(), checked.user().value(), checked.passwordHash());
  }

  /**
   * Opens an account whose address is proved now.
   *
   * @return false if it does not wait for that, or has another address by now
   */
  public boolean verifyAddress(UserId id, EmailAddress email) {
    return updated(VERIFY, id.value(), email.value());
  }

  /**
   * Moves the account to another address. Its access tokens name the old one, and are refused as
   * expired from now on.
   *
   * @return false if the account is no longer active, or has another address by now
   * @throws jakarta.persistence.PersistenceException for an address that has an account already
   */
  public boolean changeAddress(UserId id, EmailAddress from, EmailAddress to) {
    if (!updated(MOVE, to.value(), id.value(), from.value())) {
      return false;
    }
    changes.of(id);
    return true;
  }

  private boolean updated(String statement, Object... values) {
    // What the entity manager still holds back must not overwrite this.
    entityManager.flush();
    return sql.update(statement, values) == 1;
  }
}
