package org.gatehouse.sso.oidc;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Supplier;
import org.gatehouse.sso.SsoProblem;
import org.gatehouse.sso.SsoRefusal;
import org.jspecify.annotations.Nullable;

/**
 * A document of a provider, asked for once an hour. One at a time asks: who waits for it gets the
 * same. After a failure nobody asks for a while, so that a provider that is down costs one request
 * in ten seconds, and not a thread of each visitor.
 */
final class Remembered<T> {
  private static final Duration FRESH = Duration.ofHours(1);
  private static final Duration PAUSE = Duration.ofSeconds(10);

  /** Whoever sends tokens with made-up key ids must not make us a nuisance. */
  private static final Duration BETWEEN_RELOADS = Duration.ofMinutes(1);

  private final Supplier<T> source;
  private final Clock clock;
  private @Nullable T value;
  private Instant readAt = Instant.MIN;
  private Instant failedAt = Instant.MIN;
  private Instant reloadedAt = Instant.MIN;

  Remembered(Supplier<T> source, Clock clock) {
    this.source = source;
    this.clock = clock;
  }

  /**
   * The document; an old one where there is no newer to be had.
   *
   * @throws SsoRefusal if there is none
   */
  synchronized T get() {
    T known = value;
    if (known != null && isWithin(readAt, FRESH)) {
      return known;
    }
    if (isWithin(failedAt, PAUSE)) {
      if (known != null) {
        return known;
      }
      throw new SsoRefusal(SsoProblem.PROVIDER_DOWN, "was-down-a-moment-ago");
    }
    try {
      return read();
    } catch (SsoRefusal failure) {
      if (known != null) {
        return known;
      }
      throw failure;
    }
  }

  /** A newer document than the one that somebody has looked at in vain; at most once a minute. */
  synchronized Optional<T> newerThan(T seen) {
    T known = value;
    if (known != null && known != seen) {
      return Optional.of(known);
    }
    if (isWithin(reloadedAt, BETWEEN_RELOADS)) {
      return Optional.empty();
    }
    reloadedAt = clock.instant();
    return Optional.of(read());
  }

  private T read() {
    try {
      T read = source.get();
      value = read;
      readAt = clock.instant();
      return read;
    } catch (SsoRefusal failure) {
      failedAt = clock.instant();
      throw failure;
    }
  }

  private boolean isWithin(Instant since, Duration time) {
    return !since.equals(Instant.MIN) && clock.instant().isBefore(since.plus(time));
  }
}
