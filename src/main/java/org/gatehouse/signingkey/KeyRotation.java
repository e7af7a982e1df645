package org.gatehouse.signingkey;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.gatehouse.jose.JsonWebKeys;
import org.gatehouse.jose.SigningKey;
import org.gatehouse.kernel.Actor;
import org.gatehouse.kernel.AuthException;
import org.gatehouse.kernel.ErrorCode;
import org.gatehouse.persistence.ConstraintViolations;

/**
 * Changes the keys that tokens are signed with. What it changes is in force on this node when it
 * returns, and on the others within a second.
 */
@ApplicationScoped
public class KeyRotation {
  private static final Logger LOG = System.getLogger(KeyRotation.class.getName());

  /** Nodes that start together can meet a few times; each time one of them is done. */
  private static final int TRIES = 20;

  private final KeyDeeds deeds;
  private final KeyReading reading;
  private final KeyRing ring;
  private final SigningKeyConfig config;
  private final Clock clock;
  private final SecureRandom random = new SecureRandom();

  @Inject
  KeyRotation(
      KeyDeeds deeds, KeyReading reading, KeyRing ring, SigningKeyConfig config, Clock clock) {
    this.deeds = deeds;
    this.reading = reading;
    this.ring = ring;
    this.config = config;
    this.clock = clock;
  }

  @SuppressWarnings("NullAway") // for the container's client proxy, which uses no field
  protected KeyRotation() {
    this(null, null, null, null, null);
  }

  /**
   * Makes the first key where there is none, or the first of another algorithm, and fills the ring.
   *
   * @throws IllegalStateException if a stored key cannot be opened; the message is for the operator
   */
  public void open() {
    Optional<SigningKey> fresh = Optional.empty();
    for (int i = 0; i < TRIES; i++) {
      try {
        if (deeds.fit(fresh)) {
          reading.learn();
          ring.reloadBy(reading::learn);
          return;
        }
        fresh = Optional.of(generate());
      } catch (RuntimeException e) {
        if (!isCollision(e)) {
          throw e;
        }
      }
    }
    throw new IllegalStateException("other nodes change the signing keys all the time");
  }

  /** Ends the ring's own looks at the database. */
  public void close() {
    ring.reloadBy(null);
  }

  /**
   * Changes the key: the next one is published now and signs once verifiers can know it, or at
   * once. Where a change is planned already, that one is answered.
   *
   * @throws AuthException {@link ErrorCode#FORBIDDEN} for all but owners; {@link
   *     ErrorCode#CONFLICT} where a setting gives the key
   */
  public KeyView rotate(Actor actor, boolean immediately) {
    // Asked again with the deed; here so that strangers cannot make us look for RSA keys.
    deeds.requireOwner(actor);
    return changed(() -> deeds.plan(actor, generate(), immediately));
  }

  /**
   * Refuses all tokens of a key from now on: it is known to somebody else. Logins go on, since
   * refresh tokens have another key: each client needs one refresh.
   *
   * @throws AuthException {@link ErrorCode#FORBIDDEN} for all but owners; {@link
   *     ErrorCode#NOT_FOUND}; {@link ErrorCode#CONFLICT} where a setting gives the key
   */
  public KeyView revoke(Actor actor, String kid) {
    deeds.requireOwner(actor);
    return changed(() -> deeds.revoke(actor, kid, generate()));
  }

  /**
   * All keys that tokens are or were lately signed with, oldest first.
   *
   * @throws AuthException {@link ErrorCode#FORBIDDEN} for all but owners
   */
  public List<KeyView> list(Actor actor) {
    deeds.requireOwner(actor);
    List<KeyView> keys = new ArrayList<>(deeds.all().stream().map(StoredKey::view).toList());
    if (config.isFixed()) {
      SigningKey given = config.documented();
      keys.removeIf(key -> key.kid().equals(given.kid()));
      keys.add(
          new KeyView(
              given.kid(),
              given.algorithm().name(),
              KeyState.ACTIVE,
              reading.openedAt(),
              null,
              null));
    }
    return keys;
  }

  /** Learns what other nodes have changed; a query, so in a transaction. */
  public void learn() {
    reading.learn();
  }

  /** Does what is due: the next key signs, or a key has signed long enough. Mostly nothing. */
  public void keepTime() {
    KeyRing.State state = ring.state();
    Instant now = clock.instant();
    try {
      state
          .next()
          .filter(next -> next.isDueToSign(now))
          .ifPresent(
              next -> {
                deeds.switchTo(next.kid());
                reading.learn();
                LOG.log(Level.INFO, "Tokens are signed with another key from now on");
              });
      if (state.next().isEmpty() && isOld(state.activeRow(), now)) {
        deeds.planBySchedule(generate());
        reading.learn();
      }
    } catch (RuntimeException e) {
      if (!isCollision(e)) {
        throw e;
      }
    }
  }

  /** Removes keys that no living token belongs to. */
  public void removeOld() {
    deeds.removeOld();
  }

  /** Early enough for the successor to be published in time. */
  private boolean isOld(Optional<StoredKey> active, Instant now) {
    return !config.rotation().isZero()
        && active
            .flatMap(StoredKey::signsFrom)
            .filter(since -> !since.plus(config.rotation()).minus(config.lead()).isAfter(now))
            .isPresent();
  }

  private KeyView changed(Supplier<KeyView> deed) {
    try {
      return deed.get();
    } catch (RuntimeException e) {
      if (ConstraintViolations.isDuplicate(e)) {
        throw new AuthException(ErrorCode.CONFLICT, "another node changes keys", e);
      }
      throw e;
    } finally {
      reading.learn();
    }
  }

  private static boolean isCollision(RuntimeException e) {
    return ConstraintViolations.isDuplicate(e)
        || (e instanceof AuthException refused && refused.code() == ErrorCode.CONFLICT);
  }

  private SigningKey generate() {
    return JsonWebKeys.generate(config.algorithm(), random);
  }
}
