package org.gatehouse.jose;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jose4j.jwa.AlgorithmConstraints;
import org.jose4j.jwa.AlgorithmConstraints.ConstraintType;
import org.jose4j.jwk.PublicJsonWebKey;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.lang.JoseException;
import org.jspecify.annotations.Nullable;

/**
 * A signed token of another issuer. Says only who has signed it; what it says is for the caller to
 * judge. The algorithm has to be on our list and to fit the key; nothing else that the header says
 * is followed (jku, jwk, x5u, ...).
 */
public final class ForeignToken {
  /** Some issuers put long lists of groups into tokens; no more than this is read. */
  private static final int MAXIMUM_LENGTH = 64 * 1024;

  private ForeignToken() {}

  /** What became of the check. */
  public sealed interface Checked {
    /** Signed by that issuer. */
    record Signed(JwtClaims claims) implements Checked {}

    /** The set has no such key: there may be a newer set. */
    record UnknownKey() implements Checked {}

    /** Not to be believed in anything. */
    record Refused() implements Checked {}
  }

  private record Header(ForeignKeys.Algorithm algorithm, @Nullable String kid) {}

  /**
   * Checks a token, which may be any text whatsoever.
   *
   * @param types the values of {@code typ} that it may have, in lower case; none is fine, too
   */
  public static Checked check(String token, ForeignKeys keys, Set<String> types) {
    Optional<CompactForm> form =
        token.length() > MAXIMUM_LENGTH ? Optional.empty() : CompactForm.parse(token, 3);
    Optional<Header> header =
        form.flatMap(parts -> StrictJson.parseObject(parts.part(0)))
            .flatMap(members -> header(members, types));
    if (header.isEmpty()) {
      return new Checked.Refused();
    }
    Optional<PublicJsonWebKey> key = keys.find(header.get().kid(), header.get().algorithm());
    if (key.isEmpty()) {
      return new Checked.UnknownKey();
    }
    return isSigned(token, key.get(), header.get().algorithm())
        ? form.flatMap(parts -> StrictJson.parseObject(parts.part(1)))
            .<Checked>map(members -> new Checked.Signed(new JwtClaims(members)))
            .orElseGet(Checked.Refused::new)
        : new Checked.Refused();
  }

  private static Optional<Header> header(Map<String, @Nullable Object> members, Set<String> types) {
    // RFC 7515 section 4.1.11: what is critical and not understood; we understand none.
    if (members.containsKey("crit")
        || !(members.get("alg") instanceof String alg)
        || !isAllowed(members.get("typ"), types)) {
      return Optional.empty();
    }
    @Nullable Object kid = members.get("kid");
    return kid == null || kid instanceof String
        ? ForeignKeys.Algorithm.of(alg).map(algorithm -> new Header(algorithm, (String) kid))
        : Optional.empty();
  }

  private static boolean isAllowed(@Nullable Object typ, Set<String> types) {
    return typ == null
        || (typ instanceof String text && types.contains(text.toLowerCase(Locale.ROOT)));
  }

  private static boolean isSigned(
      String token, PublicJsonWebKey key, ForeignKeys.Algorithm algorithm) {
    JsonWebSignature signature = new JsonWebSignature();
    signature.setAlgorithmConstraints(
        new AlgorithmConstraints(ConstraintType.PERMIT, algorithm.name()));
    try {
      signature.setCompactSerialization(token);
      signature.setKey(key.getPublicKey());
      return signature.verifySignature();
    } catch (JoseException refused) {
      return false;
    }
  }
}
