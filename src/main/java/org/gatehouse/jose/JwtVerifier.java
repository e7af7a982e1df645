package org.gatehouse.jose;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import org.gatehouse.jose.Verification.Expired;
import org.gatehouse.jose.Verification.Invalid;
import org.gatehouse.jose.Verification.Reason;
import org.gatehouse.jose.Verification.Valid;
import org.jspecify.annotations.Nullable;

/**
 * Checks signed tokens of one kind, without any input but the token, the keys and the clock. The
 * order of the checks is fixed (RFC 8725 section 3): size, form, header, key, algorithm of that
 * key, signature, and only then what the token says. Whatever the text, the answer is a {@link
 * Verification}; nothing is thrown. Safe for many threads.
 */
public final class JwtVerifier {
  /** Servers take request heads of about 8 KB, so no longer token can arrive in good faith. */
  public static final int MAXIMUM_LENGTH = 8192;

  private static final Set<String> HEADER_MEMBERS = Set.of("alg", "kid", "typ");

  private final VerificationKeys keys;
  private final Expectation expectation;
  private final TokenTimes times;

  /**
   * The header of the last token whose signature was right: that of nearly every token, since a key
   * writes only one. Reading it anew each time took a quarter of a verification. No stranger can
   * put one here, and key and algorithm are looked up all the same.
   */
  private volatile @Nullable Header known;

  /** A header of exactly our three members, and the text that it was read from. */
  private record Header(String text, String alg, String kid, String typ) {}

  /**
   * What a token must say.
   *
   * @param types each an exact {@code typ} of the header: keeps kinds of tokens apart (RFC 8725
   *     section 3.11)
   * @param issuer the exact {@code iss}
   * @param audience must be the {@code aud}, or one of them
   * @param skew how far the clocks of two nodes may differ; not negative
   */
  public record Expectation(Set<String> types, String issuer, String audience, Duration skew) {
    /** Refuses a negative skew with an IllegalArgumentException. */
    public Expectation {
      types = Set.copyOf(types);
      if (skew.isNegative()) {
        throw new IllegalArgumentException("the clock skew cannot be negative");
      }
    }

    /** The same for tokens of one kind. */
    public Expectation(String typ, String issuer, String audience, Duration skew) {
      this(Set.of(typ), issuer, audience, skew);
    }
  }

  /** A verifier that looks keys up at every token, so that a retired key is refused at once. */
  public JwtVerifier(VerificationKeys keys, Expectation expectation, Clock clock) {
    this.keys = keys;
    this.expectation = expectation;
    this.times = new TokenTimes(clock, expectation.skew());
  }

  /** Checks one token, which may be any text whatsoever. */
  public Verification verify(String token) {
    if (token.length() > MAXIMUM_LENGTH) {
      return new Invalid(Reason.TOO_LARGE);
    }
    return CompactForm.parse(token, 3)
        .map(this::verifySignature)
        .orElseGet(() -> new Invalid(Reason.MALFORMED));
  }

  /**
   * Whether a token that was valid is so now, for somebody who has kept what it said and recognises
   * its text: its key still stands, and so does its time.
   */
  public boolean stands(Verification.Proof proof) {
    return keys.find(proof.key().kid()).filter(proof.key()::equals).isPresent()
        && !times.isFromTheFuture(proof.issued())
        && !times.isOver(proof.expires());
  }

  private Verification verifySignature(CompactForm token) {
    Optional<Header> readable = header(token);
    if (readable.isEmpty()) {
      return new Invalid(Reason.HEADER);
    }
    Header header = readable.get();
    Optional<VerificationKey> key =
        KeyIds.isAllowed(header.kid()) ? keys.find(header.kid()) : Optional.empty();
    if (key.isEmpty()) {
      return new Invalid(isOver(header.kid()) ? Reason.RETIRED_KEY : Reason.UNKNOWN_KEY);
    }
    if (!header.alg().equals(key.get().algorithm().name())) {
      return new Invalid(Reason.ALGORITHM);
    }
    byte[] input = token.beforeLastPart().getBytes(StandardCharsets.US_ASCII);
    if (!JwsSignature.isValid(key.get(), token.part(2), input)) {
      return new Invalid(Reason.SIGNATURE);
    }
    known = header;
    if (!expectation.types().contains(header.typ())) {
      return new Invalid(Reason.TYPE);
    }
    return StrictJson.parseObject(token.part(1))
        .map(members -> verifyClaims(new JwtClaims(members), key.get()))
        .orElseGet(() -> new Invalid(Reason.PAYLOAD));
  }

  private boolean isOver(String kid) {
    return KeyIds.isAllowed(kid) && keys.isOver(kid);
  }

  private Optional<Header> header(CompactForm token) {
    Header last = known;
    String text = token.beforeFirstDot();
    return last != null && last.text().equals(text) ? Optional.of(last) : read(text, token.part(0));
  }

  private static Optional<Header> read(String text, byte[] json) {
    // Exactly ours: a header with crit, b64, zip, jku, jwk, x5u, x5c ... is not one we wrote, and
    // RFC 7515 section 4.1.11 wants tokens refused whose crit is not understood.
    return StrictJson.parseObject(json)
        .filter(members -> members.keySet().equals(HEADER_MEMBERS))
        .flatMap(
            members ->
                members.get("alg") instanceof String alg
                        && members.get("kid") instanceof String kid
                        && members.get("typ") instanceof String typ
                    ? Optional.of(new Header(text, alg, kid, typ))
                    : Optional.empty());
  }

  private Verification verifyClaims(JwtClaims claims, VerificationKey key) {
    try {
      if (!claims.string("iss").equals(expectation.issuer())) {
        return new Invalid(Reason.ISSUER);
      }
      if (!claims.isMeantFor(expectation.audience())) {
        return new Invalid(Reason.AUDIENCE);
      }
      long expires = claims.epochSecond("exp");
      long issued = claims.epochSecond("iat");
      if (times.isFromTheFuture(issued)) {
        return new Invalid(Reason.FROM_THE_FUTURE);
      }
      return times.isOver(expires)
          ? new Expired(claims)
          : new Valid(claims, new Verification.Proof(key, issued, expires));
    } catch (InvalidClaimException e) {
      return new Invalid(Reason.CLAIMS);
    }
  }
}
