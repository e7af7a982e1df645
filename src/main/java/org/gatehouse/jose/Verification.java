package org.gatehouse.jose;

/** What became of a token: an everyday outcome, so a value and not an exception. */
public sealed interface Verification {

  /**
   * Ours, for us, and alive.
   *
   * @param proof what that rests on; see {@link JwtVerifier#stands}
   */
  record Valid(JwtClaims claims, Proof proof) implements Verification {}

  /**
   * What the truth of a token rests on, but for its text: a key, and the time.
   *
   * @param issued in seconds since 1970
   * @param expires likewise
   */
  record Proof(VerificationKey key, long issued, long expires) {}

  /** Everything is right except that its time is over. */
  record Expired(JwtClaims claims) implements Verification {}

  /** Not to be believed in anything. */
  record Invalid(Reason reason) implements Verification {}

  /** Why a token was refused, for the log only: clients get one and the same answer. */
  enum Reason {
    /** Longer than 8192 characters. */
    TOO_LARGE,
    /** Not three base64url parts. */
    MALFORMED,
    /** The header is not an object of alg, kid and typ alone, each a text. */
    HEADER,
    /** No key of that id. */
    UNKNOWN_KEY,
    /** The key of that id is no longer accepted; whether it has signed this was not looked at. */
    RETIRED_KEY,
    /** The header names another algorithm than the key's. */
    ALGORITHM,
    /** Not signed by that key. */
    SIGNATURE,
    /** A token of another kind. */
    TYPE,
    /** The payload is not one JSON object with unique members. */
    PAYLOAD,
    /** Another issuer. */
    ISSUER,
    /** Not meant for us. */
    AUDIENCE,
    /** A claim that every token has is missing or of a wrong type. */
    CLAIMS,
    /** Issued later than now. */
    FROM_THE_FUTURE
  }
}
