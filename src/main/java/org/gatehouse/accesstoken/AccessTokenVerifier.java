package org.gatehouse.accesstoken;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.LongAdder;
import org.gatehouse.jose.InvalidClaimException;
import org.gatehouse.jose.JwtClaims;
import org.gatehouse.jose.JwtVerifier;
import org.gatehouse.jose.Verification;
import org.gatehouse.jose.VerificationKeys;
import org.gatehouse.kernel.Sensitive;
import org.gatehouse.kernel.SessionId;
import org.gatehouse.kernel.UserId;

/** Verifies access tokens without the database. Safe for any number of threads. */
public final class AccessTokenVerifier {
  private final JwtVerifier verifier;
  private final EndedLogin hasEnded;
  private final StaleAccess stale;
  private final KnownTokens known = new KnownTokens();
  private final LongAdder knownAgain = new LongAdder();
  private final LongAdder takenApart = new LongAdder();
  private final LongAdder nanos = new LongAdder();

  /**
   * @param keys the keys that tokens may be signed with
   * @param hasEnded whether a session ended before its time; asked after the token's own truth
   * @param stale whether what the user may do has changed since; asked last
   */
  public AccessTokenVerifier(
      VerificationKeys keys,
      AccessTokenConfig config,
      EndedLogin hasEnded,
      StaleAccess stale,
      Clock clock) {
    this.verifier =
        new JwtVerifier(
            keys,
            new JwtVerifier.Expectation(
                Set.copyOf(List.of(AccessTokenConfig.STANDARD_TYPE, config.type())),
                config.issuer(),
                config.audience(),
                config.clockSkew()),
            clock);
    this.hasEnded = hasEnded;
    this.stale = stale;
  }

  /** Judges a token in the order of RFC 8725: cheap and structural checks first. */
  public TokenVerdict verify(Sensitive token) {
    if (token.reveal().length() > JwtVerifier.MAXIMUM_LENGTH) {
      return refused(Verification.Reason.TOO_LARGE);
    }
    Optional<KnownTokens.Known> seen = known.find(token);
    if (seen.isPresent()) {
      if (verifier.stands(seen.get().proof())) {
        knownAgain.increment();
        return judge(seen.get().subject());
      }
      known.forget(token);
    }
    long begin = System.nanoTime();
    try {
      return takeApart(token);
    } finally {
      nanos.add(System.nanoTime() - begin);
      takenApart.increment();
    }
  }

  /**
   * What was verified since the start.
   *
   * @param knownAgain tokens that were seen here before, whose time alone was asked
   * @param takenApart all others, the bad ones among them
   * @param nanos how long taking those apart took in all
   */
  public record Figures(long knownAgain, long takenApart, long nanos) {}

  /** Of this moment. */
  public Figures figures() {
    return new Figures(knownAgain.sum(), takenApart.sum(), nanos.sum());
  }

  private TokenVerdict takeApart(Sensitive token) {
    Verification verification = verifier.verify(token.reveal());
    if (verification instanceof Verification.Valid valid) {
      return read(valid, token);
    }
    // What a retired key signed is out of date, and so is what only says that it did: a refresh
    // token decides what becomes of the login.
    return verification instanceof Verification.Invalid invalid
            && invalid.reason() != Verification.Reason.RETIRED_KEY
        ? refused(invalid.reason())
        : new TokenVerdict.Expired();
  }

  private static TokenVerdict refused(Verification.Reason reason) {
    return new TokenVerdict.Refused(reason.name());
  }

  private TokenVerdict read(Verification.Valid valid, Sensitive token) {
    TokenSubject subject;
    try {
      subject = subject(valid.claims());
    } catch (InvalidClaimException | IllegalArgumentException notOurForm) {
      // Genuine, yet not as this version writes it: another version's, or another holder of the
      // secret. Not to be believed, and no fault of this server.
      return new TokenVerdict.Refused("CLAIMS");
    }
    known.remember(token, new KnownTokens.Known(subject, valid.proof()));
    return judge(subject);
  }

  private TokenVerdict judge(TokenSubject subject) {
    if (hasEnded.test(subject.session(), subject.authTime())) {
      return new TokenVerdict.Refused("SESSION_ENDED");
    }
    return stale.test(subject.user(), subject.accessVersion())
        ? new TokenVerdict.Expired()
        : new TokenVerdict.Accepted(subject);
  }

  private static TokenSubject subject(JwtClaims claims) {
    List<String> groups = claims.strings("groups");
    return new TokenSubject(
        UserId.parse(claims.string("sub")),
        claims.string("upn"),
        claims.string("name"),
        Set.copyOf(groups),
        new SessionId(UUID.fromString(claims.string("sid"))),
        // Absent in a token of an earlier version of Gatehouse: then from before any change.
        claims.findNumber("access_version").orElse(0L),
        claims.findString("workspace").map(UUID::fromString),
        Instant.ofEpochSecond(claims.epochSecond("auth_time")),
        claims.strings("amr"));
  }
}
