package org.gatehouse.jose;

import java.time.Clock;
import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The port through which a verifier finds keys. It is asked on every request, so an implementation
 * answers from memory.
 */
@FunctionalInterface
public interface VerificationKeys {

  /**
   * The key of that id, if tokens of it are still to be accepted.
   *
   * @param kid taken from a token that nobody has checked yet, but of an allowed form
   */
  Optional<VerificationKey> find(String kid);

  /**
   * Whether tokens of that id were accepted once and no longer are: the token is out of date, and
   * its session may go on.
   *
   * @param kid as for {@link #find}
   */
  default boolean isOver(String kid) {
    return false;
  }

  /** The same keys, and for some time one more. */
  default VerificationKeys andUntil(Instant end, Clock clock, VerificationKey more) {
    VerificationKeys these = this;
    return new VerificationKeys() {
      @Override
      public Optional<VerificationKey> find(String kid) {
        return kid.equals(more.kid()) && clock.instant().isBefore(end)
            ? Optional.of(more)
            : these.find(kid);
      }

      @Override
      public boolean isOver(String kid) {
        return kid.equals(more.kid()) || these.isOver(kid);
      }
    };
  }

  /** A fixed set. */
  static VerificationKeys of(VerificationKey... keys) {
    Map<String, VerificationKey> byId =
        Arrays.stream(keys)
            .collect(Collectors.toUnmodifiableMap(VerificationKey::kid, Function.identity()));
    return kid -> Optional.ofNullable(byId.get(kid));
  }
}
