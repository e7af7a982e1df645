package org.gatehouse.login;

import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.gatehouse.crypto.ProcessDigest;
import org.gatehouse.kernel.Sensitive;
import org.gatehouse.user.Credential;
import org.jspecify.annotations.Nullable;

/**
 * Name and password pairs that were right a moment ago, so that a script with HTTP Basic does not
 * pay bcrypt at each request. Holds no password: the key is a digest under a key that only this
 * process knows. What it says is only that a pair matched a stored hash; whether that hash still
 * stands is asked at each use.
 */
final class VerifiedPairs {
  private static final Duration REMEMBERED = Duration.ofSeconds(60);
  private static final int MAX_PAIRS = 1000;

  private final Clock clock;
  private final ProcessDigest digest;
  private final Map<String, Entry> entries =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Entry> eldest) {
          return size() > MAX_PAIRS;
        }
      };

  private record Entry(Credential credential, Instant until) {}

  VerifiedPairs(Clock clock, SecureRandom random) {
    this.clock = clock;
    this.digest = new ProcessDigest(random);
  }

  /** The credential that this pair matched within the last minute. */
  Optional<Credential> find(String username, Sensitive password) {
    String key = digest(username, password);
    synchronized (entries) {
      @Nullable Entry entry = entries.get(key);
      if (entry != null && clock.instant().isBefore(entry.until())) {
        return Optional.of(entry.credential());
      }
      entries.remove(key);
      return Optional.empty();
    }
  }

  void remember(String username, Sensitive password, Credential credential) {
    String key = digest(username, password);
    synchronized (entries) {
      entries.put(key, new Entry(credential, clock.instant().plus(REMEMBERED)));
    }
  }

  void forget(String username, Sensitive password) {
    String key = digest(username, password);
    synchronized (entries) {
      entries.remove(key);
    }
  }

  /** A colon cannot stand in a user name (RFC 7617, section 2), so the pair is unambiguous. */
  private String digest(String username, Sensitive password) {
    return digest.of(username + ":" + password.reveal());
  }
}
