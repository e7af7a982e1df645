package org.gatehouse.accesstoken;

import java.security.SecureRandom;
import java.util.Optional;
import org.gatehouse.crypto.DigestCache;
import org.gatehouse.jose.Verification;
import org.gatehouse.kernel.Sensitive;

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

  private final DigestCache<Known> tokens = new DigestCache<>(MOST, new SecureRandom());

  /** What a token said, and what it rests on. */
  record Known(TokenSubject subject, Verification.Proof proof) {}

  /** What this token said, if it has been seen before. */
  Optional<Known> find(Sensitive token) {
    return tokens.find(token.reveal());
  }

  void remember(Sensitive token, Known known) {
    tokens.put(token.reveal(), known);
  }

  /** For one that has expired, or whose key is gone. */
  void forget(Sensitive token) {
    tokens.remove(token.reveal());
  }

  int size() {
    return tokens.size();
  }
}
