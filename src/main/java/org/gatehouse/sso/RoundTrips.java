package org.gatehouse.sso;

import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.gatehouse.crypto.OpaqueToken;
import org.gatehouse.crypto.SealException;
import org.gatehouse.crypto.SecretBox;
import org.gatehouse.kernel.Sensitive;

/** Begins round trips, and seals them for the browser to carry. Safe for many threads. */
public final class RoundTrips {
  /** How long somebody may take to sign in at the provider. */
  public static final Duration LIFE = Duration.ofMinutes(10);

  private static final String NAME = "sso round trip";

  /** As many characters of the state as make the name of a cookie: 132 bits. */
  private static final int ID_LENGTH = 22;

  private final SecretBox box;
  private final Optional<SecretBox> previous;
  private final Clock clock;
  private final SecureRandom random;

  /**
   * Under this secret, which every node has.
   *
   * @param secret {@code EXPRESS_SESSION_SECRET}
   * @param previous the one before it, under which browsers may have some that are not over
   */
  public RoundTrips(
      Sensitive secret, Optional<Sensitive> previous, Clock clock, SecureRandom random) {
    this.box = SecretBox.derived(secret, NAME);
    this.previous = previous.map(older -> SecretBox.derived(older, NAME));
    this.clock = clock;
    this.random = random;
  }

  /** A new one. */
  public RoundTrip begin(ProviderName provider, Aim aim) {
    return new RoundTrip(
        provider, Challenge.random(random), aim, Instant.ofEpochMilli(clock.millis()));
  }

  /** By what a browser's round trips are told apart: part of the state. */
  public static Optional<String> idOf(Sensitive state) {
    return OpaqueToken.parse(state.reveal())
        .map(token -> token.value().reveal().substring(0, ID_LENGTH));
  }

  /** What the browser carries. */
  public String seal(RoundTrip trip) {
    return box.seal(NAME, trip.write());
  }

  /** What a browser has brought, if it was made here and is not over. */
  public Optional<RoundTrip> open(String sealed) {
    return open(box, sealed).or(() -> previous.flatMap(older -> open(older, sealed)));
  }

  private Optional<RoundTrip> open(SecretBox from, String sealed) {
    try {
      return RoundTrip.read(from.open(NAME, sealed)).filter(this::isAlive);
    } catch (SealException notOurs) {
      return Optional.empty();
    }
  }

  private boolean isAlive(RoundTrip trip) {
    Instant now = clock.instant();
    return now.isBefore(trip.startedAt().plus(LIFE))
        // Another node's clock may be ahead of ours, but not by more than a trip lives.
        && trip.startedAt().isBefore(now.plus(LIFE));
  }
}
