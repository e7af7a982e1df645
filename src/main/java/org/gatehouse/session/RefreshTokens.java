package org.gatehouse.session;

import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.gatehouse.jose.InvalidClaimException;
import org.gatehouse.jose.JwtClaims;
import org.gatehouse.jose.JwtSigner;
import org.gatehouse.jose.JwtVerifier;
import org.gatehouse.jose.SigningKey;
import org.gatehouse.jose.Verification;
import org.gatehouse.jose.VerificationKeys;
import org.gatehouse.kernel.Sensitive;
import org.gatehouse.kernel.SessionId;
import org.gatehouse.kernel.UserId;

/**
 * Refresh tokens: JWS of type {@code rt+jwt} under their own secret, so that none is ever taken for
 * an access token. A token is a pure function of the session's row.
 */
public final class RefreshTokens {
  private static final String TYPE = "rt+jwt";

  private final SigningKey key;
  private final String issuer;
  private final String audience;
  private final JwtSigner signer = new JwtSigner();
  private final JwtVerifier verifier;

  /** What a genuine refresh token says. */
  record Claim(SessionId session, UserId user, long counter) {}

  /**
   * Issues under one key.
   *
   * @param keys what is accepted: that key, and perhaps the one before it
   */
  public RefreshTokens(
      SigningKey key,
      VerificationKeys keys,
      String issuer,
      String audience,
      Duration clockSkew,
      Clock clock) {
    this.key = key;
    this.issuer = issuer;
    this.audience = audience;
    this.verifier =
        new JwtVerifier(
            keys, new JwtVerifier.Expectation(TYPE, issuer, audience, clockSkew), clock);
  }

  /** The token of the session's current counter: the same bytes for the same row. */
  Sensitive issue(SessionView session) {
    Map<String, Object> claims = new LinkedHashMap<>();
    claims.put("iss", issuer);
    claims.put("aud", audience);
    claims.put("sub", session.user().toString());
    claims.put("sid", session.id().toString());
    claims.put("ctr", session.refreshCounter());
    claims.put("iat", session.rotatedAt().getEpochSecond());
    claims.put("exp", session.expiresAt().getEpochSecond());
    return Sensitive.of(signer.sign(key, TYPE, claims));
  }

  /** Reads a token; empty unless it is genuine and alive. */
  Optional<Claim> verify(Sensitive token) {
    return verifier.verify(token.reveal()) instanceof Verification.Valid valid
        ? claim(valid.claims())
        : Optional.empty();
  }

  private static Optional<Claim> claim(JwtClaims claims) {
    try {
      return Optional.of(
          new Claim(
              new SessionId(UUID.fromString(claims.string("sid"))),
              UserId.parse(claims.string("sub")),
              claims.number("ctr")));
    } catch (InvalidClaimException | IllegalArgumentException notOurForm) {
      // Genuine, yet not as this version writes it: no token of this server.
      return Optional.empty();
    }
  }
}
