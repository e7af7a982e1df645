package org.gatehouse.onetimetoken;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.gatehouse.crypto.OpaqueToken;
import org.gatehouse.crypto.TokenDigest;
import org.gatehouse.kernel.EmailAddress;
import org.gatehouse.kernel.Sensitive;
import org.gatehouse.persistence.Transactional;

/**
 * Makes, finds and uses tokens; joins the caller's transaction, so that all of a deed or none is.
 */
@ApplicationScoped
@Transactional
public class OneTimeTokens {
  /** How far back {@link #issuedSince} knows everything: rows stay so long after their end. */
  public static final Duration REMEMBERED = Duration.ofMinutes(15);

  /** Rows removed in one transaction: small enough not to be noticed by anyone else. */
  private static final int CLEANUP_BATCH = 500;

  private final EntityManager entityManager;
  private final TokenDigest digests;
  private final Clock clock;
  private final SecureRandom random = new SecureRandom();

  @Inject
  OneTimeTokens(EntityManager entityManager, TokenDigest digests, Clock clock) {
    this.entityManager = entityManager;
    this.digests = digests;
    this.clock = clock;
  }

  @SuppressWarnings("NullAway") // for the container's client proxy, which uses no field
  protected OneTimeTokens() {
    this(null, null, null);
  }

  /**
   * Makes a token and retires every older one of the same purpose and subject.
   *
   * @return the token, which nobody can read again
   */
  public OpaqueToken issue(Purpose purpose, UUID subject, EmailAddress email, Duration lifetime) {
    retire(purpose, subject);
    OpaqueToken token = OpaqueToken.random(random);
    entityManager.persist(
        new OneTimeToken(purpose, subject, email, digests.of(token), now(), lifetime));
    return token;
  }

  /** What a living token says, which it stays. */
  public Optional<OneTimeTokenView> find(Purpose purpose, Sensitive token) {
    return OpaqueToken.parse(token.reveal()).flatMap(parsed -> find(purpose, digests.of(parsed)));
  }

  /** Uses a token up: of two at the same moment, one gets what it says. */
  public Optional<OneTimeTokenView> use(Purpose purpose, Sensitive token) {
    return OpaqueToken.parse(token.reveal()).flatMap(parsed -> use(purpose, digests.of(parsed)));
  }

  private Optional<OneTimeTokenView> find(Purpose purpose, String digest) {
    Instant now = now();
    return entityManager
        .createQuery(
            "select t from OneTimeToken t where t.digest = :digest and t.purpose = :purpose",
            OneTimeToken.class)
        .setParameter("digest", digest)
        .setParameter("purpose", purpose)
        .getResultStream()
        .findFirst()
        .filter(token -> token.isAlive(now))
        .map(OneTimeToken::view);
  }

  private Optional<OneTimeTokenView> use(Purpose purpose, String digest) {
    Optional<OneTimeTokenView> found = find(purpose, digest);
    long now = now().toEpochMilli();
    boolean won =
        found.isPresent()
            && entityManager
                    .createNativeQuery(
                        "update one_time_token set used_at = ? where digest = ? and purpose = ?"
                            + " and used_at is null and expires_at > ?")
                    .setParameter(1, now)
                    .setParameter(2, digest)
                    .setParameter(3, purpose.name())
                    .setParameter(4, now)
                    .executeUpdate()
                == 1;
    return won ? found : Optional.empty();
  }

  /**
   * How many tokens were made, whatever came of them.
   *
   * @param since at most {@link #REMEMBERED} ago
   */
  public long issuedSince(Purpose purpose, UUID subject, Instant since) {
    return entityManager
        .createQuery(
            "select count(t) from OneTimeToken t where t.subjectId = :subject"
                + " and t.purpose = :purpose and t.createdAt > :since",
            Long.class)
        .setParameter("subject", subject)
        .setParameter("purpose", purpose)
        .setParameter("since", since)
        .getSingleResult();
  }

  /** Makes every token of this purpose and subject void. */
  public void retire(Purpose purpose, UUID subject) {
    entityManager
        .createNativeQuery(
            "update one_time_token set used_at = ? where subject_id = ? and purpose = ?"
                + " and used_at is null")
        .setParameter(1, now().toEpochMilli())
        .setParameter(2, subject)
        .setParameter(3, purpose.name())
        .executeUpdate();
  }

  /**
   * Removes some tokens whose time has been over for a while.
   *
   * @return whether there may be more
   */
  public boolean removeExpired() {
    return entityManager
            .createNativeQuery(
                "delete from one_time_token where id in (select id from one_time_token"
                    + " where expires_at < ? fetch first "
                    + CLEANUP_BATCH
                    + " rows only)")
            .setParameter(1, now().minus(REMEMBERED).toEpochMilli())
            .executeUpdate()
        == CLEANUP_BATCH;
  }

  /** In milliseconds, as the database keeps it. */
  private Instant now() {
    return Instant.ofEpochMilli(clock.millis());
  }
}
