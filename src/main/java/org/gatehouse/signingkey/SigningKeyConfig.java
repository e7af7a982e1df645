package org.gatehouse.signingkey;

import java.time.Duration;
import java.util.Optional;
import org.gatehouse.jose.JwsAlgorithm;
import org.gatehouse.jose.SigningKey;
import org.gatehouse.jose.VerificationKey;

/**
 * How keys are made and changed.
 *
 * @param algorithm what new tokens are signed with
 * @param documented the key of {@code JWT_AUTH_TOKEN_SECRET}
 * @param isGiven whether a setting gives that secret: then the setting alone changes it
 * @param previous the key of {@code JWT_AUTH_TOKEN_SECRET_PREVIOUS}
 * @param rotation how long a key signs; zero: until somebody changes it
 * @param tokenLife how long a token can be accepted after it was signed
 */
public record SigningKeyConfig(
    JwsAlgorithm algorithm,
    SigningKey documented,
    boolean isGiven,
    Optional<VerificationKey> previous,
    Duration rotation,
    Duration tokenLife) {

  /** Nodes hear of a key within a second; their clocks may differ by as much as a token's skew. */
  private static final Duration LEAD_AMONG_NODES = Duration.ofSeconds(2);

  /**
   * Verifiers that keep a JWK set ask for it again after 5 minutes to an hour (seen: Payara 5
   * minutes, SmallRye 60), whatever the headers say.
   */
  private static final Duration LEAD_FOR_VERIFIERS = Duration.ofHours(2);

  /** How long a key is published before it signs. */
  Duration lead() {
    return algorithm.isSymmetric() ? LEAD_AMONG_NODES : LEAD_FOR_VERIFIERS;
  }

  /** Whether the documented secret signs, and nothing else ever does. */
  boolean isFixed() {
    return algorithm.isSymmetric() && isGiven;
  }
}
