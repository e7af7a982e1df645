package org.gatehouse.jose;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jose4j.jwk.EllipticCurveJsonWebKey;
import org.jose4j.jwk.OctetKeyPairJsonWebKey;
import org.jose4j.jwk.PublicJsonWebKey;
import org.jose4j.jwk.RsaJsonWebKey;
import org.jose4j.lang.JoseException;
import org.jspecify.annotations.Nullable;

/** The public keys of another issuer, from its JWK set (RFC 7517 section 5). */
public final class ForeignKeys {
  private final List<PublicJsonWebKey> keys;

  /**
   * The algorithms that other issuers may sign with: public-key ones only. With a shared secret
   * among them, a public key could be passed off as one (RFC 8725 section 2.1).
   */
  enum Algorithm {
    RS256("RSA"),
    RS384("RSA"),
    RS512("RSA"),
    PS256("RSA"),
    PS384("RSA"),
    PS512("RSA"),
    ES256("P-256"),
    ES384("P-384"),
    ES512("P-521"),
    EdDSA("Ed25519");

    private final String kind;

    Algorithm(String kind) {
      this.kind = kind;
    }

    static Optional<Algorithm> of(String alg) {
      return Arrays.stream(values()).filter(known -> known.name().equals(alg)).findFirst();
    }

    /** Whether the key is one for this algorithm, and for nothing else by its own word. */
    boolean takes(PublicJsonWebKey key) {
      boolean isOfKind =
          key instanceof RsaJsonWebKey
              ? kind.equals("RSA")
              : key instanceof EllipticCurveJsonWebKey curve
                  ? kind.equals(curve.getCurveName())
                  : key instanceof OctetKeyPairJsonWebKey pair && kind.equals(pair.getSubtype());
      return isOfKind
          && (key.getAlgorithm() == null || key.getAlgorithm().equals(name()))
          && (key.getUse() == null || key.getUse().equals("sig"));
    }
  }

  private ForeignKeys(List<PublicJsonWebKey> keys) {
    this.keys = keys;
  }

  /**
   * Reads a JWK set. Keys of a kind that is not known here are passed over, as RFC 7517 wants it.
   *
   * @return empty if it is none
   */
  public static Optional<ForeignKeys> parse(byte[] json) {
    return StrictJson.parseObject(json)
        .map(set -> set.get("keys"))
        .filter(List.class::isInstance)
        .map(
            list -> {
              List<PublicJsonWebKey> keys = new ArrayList<>();
              ((List<?>) list).forEach(item -> read(item).ifPresent(keys::add));
              return new ForeignKeys(List.copyOf(keys));
            });
  }

  @SuppressWarnings("unchecked") // members of a JSON object are named by texts
  private static Optional<PublicJsonWebKey> read(@Nullable Object item) {
    if (!(item instanceof Map<?, ?> members)) {
      return Optional.empty();
    }
    try {
      return Optional.of(PublicJsonWebKey.Factory.newPublicJwk((Map<String, Object>) members));
    } catch (JoseException | RuntimeException unreadable) {
      return Optional.empty();
    }
  }

  /**
   * The key of that id. Without an id, the only one that fits: none of several is tried (OpenID
   * Connect Core, section 10.1).
   */
  Optional<PublicJsonWebKey> find(@Nullable String kid, Algorithm algorithm) {
    List<PublicJsonWebKey> fitting =
        keys.stream()
            .filter(key -> kid == null || kid.equals(key.getKeyId()))
            .filter(algorithm::takes)
            .toList();
    return fitting.size() == 1 ? Optional.of(fitting.get(0)) : Optional.empty();
  }
}
