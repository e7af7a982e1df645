package org.gatehouse.crypto;

import java.security.SecureRandom;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What was found out about secret texts a moment ago, such as tokens and passwords. Holds only
 * their {@link ProcessDigest digests}; of too many, those used longest ago go. Safe for many
 * threads.
 */
public final class DigestCache<V> {
  private final ProcessDigest digest;
  private final Map<String, V> entries;

  /**
   * An empty one.
   *
   * @param most how many it holds
   */
  public DigestCache(int most, SecureRandom random) {
    this.digest = new ProcessDigest(random);
    this.entries =
        new LinkedHashMap<>(16, 0.75f, true) {
          private static final long serialVersionUID = 1L;

          @Override
          protected boolean removeEldestEntry(Map.Entry<String, V> eldest) {
            return size() > most;
          }
        };
  }

  /** What is known of this text. */
  public Optional<V> find(String secret) {
    String key = digest.of(secret);
    synchronized (entries) {
      return Optional.ofNullable(entries.get(key));
    }
  }

  /** Remembers this of the text. */
  public void put(String secret, V value) {
    String key = digest.of(secret);
    synchronized (entries) {
      @Nullable V unused = entries.put(key, value);
    }
  }

  /** Forgets the text. */
  public void remove(String secret) {
    String key = digest.of(secret);
    synchronized (entries) {
      @Nullable V unused = entries.remove(key);
    }
  }

  /** How many are known. */
  public int size() {
    synchronized (entries) {
      return entries.size();
    }
  }
}
