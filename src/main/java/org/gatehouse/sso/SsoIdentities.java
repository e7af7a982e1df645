package org.gatehouse.sso;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.gatehouse.kernel.UserId;
import org.gatehouse.persistence.Transactional;

/** Which account an identity belongs to. Who may link or unlink one is decided above. */
@ApplicationScoped
@Transactional
public class SsoIdentities {
  private final EntityManager entityManager;
  private final Clock clock;

  @Inject
  SsoIdentities(EntityManager entityManager, Clock clock) {
    this.entityManager = entityManager;
    this.clock = clock;
  }

  @SuppressWarnings("NullAway") // for the container's client proxy, which uses no field
  protected SsoIdentities() {
    this(null, null);
  }

  /** The identity, if it is linked to an account. */
  public Optional<SsoIdentityView> find(Vouched who) {
    return entityManager
        .createQuery(
            "select i from SsoIdentity i where i.issuer = :issuer and i.subject = :subject",
            SsoIdentity.class)
        .setParameter("issuer", who.issuer())
        .setParameter("subject", who.subject())
        .getResultStream()
        .findFirst()
        .map(SsoIdentity::view);
  }

  /**
   * Links an identity to an account.
   *
   * @throws jakarta.persistence.PersistenceException a duplicate key for one that is linked
   */
  public SsoIdentityView link(UserId user, ProviderName provider, Vouched who) {
    SsoIdentity identity =
        new SsoIdentity(user, provider, who, Instant.ofEpochMilli(clock.millis()));
    entityManager.persist(identity);
    entityManager.flush();
    return identity.view();
  }

  /** The identities of an account, oldest first. */
  public List<SsoIdentityView> of(UserId user) {
    return entityManager
        .createQuery(
            "select i from SsoIdentity i where i.userId = :user order by i.createdAt, i.id",
            SsoIdentity.class)
        .setParameter("user", user.value())
        .getResultStream()
        .map(SsoIdentity::view)
        .toList();
  }

  /**
   * Takes an identity from its account.
   *
   * @return false if the account has none of this id
   */
  public boolean unlink(UserId user, UUID identity) {
    return entityManager
            .createNativeQuery("delete from sso_identity where id = ? and user_id = ?")
            .setParameter(1, identity)
            .setParameter(2, user.value())
            .executeUpdate()
        == 1;
  }

  /** Takes every identity from an account that ends. */
  public void unlinkAll(UserId user) {
    entityManager
        .createNativeQuery("delete from sso_identity where user_id = ?")
        .setParameter(1, user.value())
        .executeUpdate();
  }
}
