package org.gatehouse.login;

import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.gatehouse.crypto.DigestCache;
import org.gatehouse.kernel.Sensitive;
import org.gatehouse.user.Credential;

/**
 * Name and password pairs that were right a moment ago, so that a script with HTTP Basic does not
 * pay bcrypt at each request. What it says is only that a pair matched a stored hash; whether that
 * hash still stands is asked at each use.
 */
final class VerifiedPairs {
  private static final Duration REMEMBERED = Duration.ofSeconds(60);
  private static final int MAX_PAIRS = 1000;

  private final Clock clock;
  private final DigestCache<Entry> pairs;

  private record Entry(Credential credential, Instant until) {}

  VerifiedPairs(Clock clock, SecureRandom random) {
    this.clock = clock;
    this.pairs = new DigestCache<>(MAX_PAIRS, random);
  }

  /** The credential that this pair matched within the last minute. */
  Optional<Credential> find(String username, Sensitive password) {
    Optional<Entry> entry = pairs.find(text(username, password));
    if (entry.isPresent() && !clock.instant().isBefore(entry.get().until())) {
      forget(username, password);
      return Optional.empty();
    }
    return entry.map(Entry::credential);
  }

  void remember(String username, Sensitive password, Credential credential) {
    pairs.put(text(username, password), new Entry(credential, clock.instant().plus(REMEMBERED)));
  }

  void forget(String username, Sensitive password) {
    pairs.remove(text(username, password));
  }

  /** A colon cannot stand in a user name (RFC 7617, section 2), so the pair is unambiguous. */
  private static String text(String username, Sensitive password) {
    return username + ":" + password.reveal();
  }
}
