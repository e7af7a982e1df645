package org.gatehouse.accesstoken;

import java.security.SecureRandom;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.gatehouse.crypto.ProcessDigest;
import org.gatehouse.jose.Verification;
import org.gatehouse.kernel.Sensitive;
import org.jspecify.annotations.Nullable;

/**
 * What genuine tokens said, so that the same one at each request of a page is not taken apart
 * again: that was two thirds of what Gatehouse cost a request of another application (profiled).
 * Only tokens whose signature was right come in, so nobody can fill it with others. It says nothing
 * of the present: key, time, session and access are asked at each use. Holds no token, only
 * digests. Safe for many threads.
 */
final class KnownTokens {
  /** At most about 5 MB; where more are in use, those used longest ago are taken apart again. */
  static final int MOST = 5000;

  private final ProcessDigest digest = new ProcessDigest(new SecureRandom());
  private final Map<String, Known> byDigest =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Known> eldest) {
          return size() > MOST;
        }
      };

  /** What a token said, and what it rests on. */
  record Known(TokenSubject subject, Verification.Proof proof) {}

  /** What this token said, if it has been seen before. */
  Optional<Known> find(Sensitive token) {
    String key = digest.of(token.reveal());
    synchronized (byDigest) {
      return Optional.ofNullable(byDigest.get(key));
    }
  }

  void remember(Sensitive token, Known known) {
    String key = digest.of(token.reveal());
    synchronized (byDigest) {
      @Nullable Known unused = byDigest.put(key, known);
    }
  }

  /** For one that has expired, or whose key is gone. */
  void forget(Sensitive token) {
    String key = digest.of(token.reveal());
    synchronized (byDigest) {
      @Nullable Known unused = byDigest.remove(key);
    }
  }

  int size() {
    synchronized (byDigest) {
      return byDigest.size();
    }
  }
}
