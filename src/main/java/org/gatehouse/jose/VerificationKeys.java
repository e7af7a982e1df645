package org.gatehouse.jose;

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

  /** A fixed set. */
  static VerificationKeys of(VerificationKey... keys) {
    Map<String, VerificationKey> byId =
        Arrays.stream(keys)
            .collect(Collectors.toUnmodifiableMap(VerificationKey::kid, Function.identity()));
    return kid -> Optional.ofNullable(byId.get(kid));
  }
}
