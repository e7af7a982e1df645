package org.gatehouse.signingkey;

import java.lang.System.Logger.Level;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.gatehouse.jose.SigningKey;
import org.gatehouse.jose.VerificationKey;
import org.gatehouse.jose.VerificationKeys;
import org.jspecify.annotations.Nullable;

/**
 * The keys of this moment, in memory. Safe for any number of threads; what is asked by requests
 * takes no lock, unless a token names a key that is unknown here.
 */
public final class KeyRing implements VerificationKeys {
  private static final System.Logger LOG = System.getLogger(KeyRing.class.getName());

  /** Strangers can name keys that never were: they must not make a database busy. */
  private static final Duration RELOAD_PAUSE = Duration.ofSeconds(1);

  private final Clock clock;
  private final Object reloading = new Object();
  private volatile @Nullable State state;
  private @Nullable Runnable reload;
  private Instant lastReload = Instant.MIN;

  /**
   * What is known.
   *
   * @param over ids of keys whose tokens are no longer accepted
   * @param jwks the public keys as a JWK set
   */
  record State(
      SigningKey active,
      Map<String, Accepted> accepted,
      Set<String> over,
      String jwks,
      Optional<StoredKey> activeRow,
      Optional<StoredKey> next) {}

  /** A key, and the moment from which its tokens are refused. */
  record Accepted(VerificationKey key, Instant until) {}

  /** Empty; nothing can be asked before {@link KeyRotation#open}. */
  public KeyRing(Clock clock) {
    this.clock = clock;
  }

  /** The key that signs now. */
  public SigningKey active() {
    return state().active();
  }

  /** What new tokens are signed with: the {@code alg} of their header. */
  public String algorithm() {
    return active().algorithm().name();
  }

  /** The public keys, those that are to sign soon among them, as a JWK set (RFC 7517). */
  public String publicKeys() {
    return state().jwks();
  }

  @Override
  public Optional<VerificationKey> find(String kid) {
    Accepted known = state().accepted().get(kid);
    if (known == null && !state().over().contains(kid) && looksAgain(kid)) {
      known = state().accepted().get(kid);
    }
    return Optional.ofNullable(known)
        .filter(accepted -> clock.instant().isBefore(accepted.until()))
        .map(Accepted::key);
  }

  @Override
  public boolean isOver(String kid) {
    State now = state();
    return now.over().contains(kid) || now.accepted().containsKey(kid);
  }

  State state() {
    return Objects.requireNonNull(state, "the keys have not been opened");
  }

  void become(State next) {
    state = next;
  }

  /** What looks at the database for keys that are unknown here; null: nothing any more. */
  void reloadBy(@Nullable Runnable look) {
    synchronized (reloading) {
      reload = look;
    }
  }

  /** Those who wait here for somebody else's look share what it found. */
  private boolean looksAgain(String kid) {
    synchronized (reloading) {
      Instant now = clock.instant();
      if (!state().accepted().containsKey(kid)
          && reload != null
          && lastReload.plus(RELOAD_PAUSE).isBefore(now)) {
        lastReload = now;
        look(reload);
      }
      return state().accepted().containsKey(kid);
    }
  }

  /** Where the database does not answer, the key stays unknown, and open pages go on. */
  private static void look(Runnable reload) {
    try {
      reload.run();
    } catch (RuntimeException e) {
      LOG.log(Level.WARNING, "Signing keys cannot be read", e);
    }
  }
}
