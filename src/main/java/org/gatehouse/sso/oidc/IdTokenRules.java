package org.gatehouse.sso.oidc;

import java.util.List;
import java.util.Optional;
import org.gatehouse.jose.InvalidClaimException;
import org.gatehouse.jose.JwtClaims;
import org.gatehouse.jose.TokenTimes;
import org.gatehouse.kernel.Sensitive;
import org.gatehouse.sso.SsoProblem;
import org.gatehouse.sso.SsoRefusal;

/** What the claims of an id_token have to be (OpenID Connect Core, section 3.1.3.7). */
final class IdTokenRules {
  /** Section 2: at most 255 ASCII characters. */
  private static final int MAX_SUBJECT = 255;

  private final Dialect dialect;
  private final OidcConfig config;
  private final TokenTimes times;

  IdTokenRules(Dialect dialect, OidcConfig config, TokenTimes times) {
    this.dialect = dialect;
    this.config = config;
    this.times = times;
  }

  /**
   * Checks a token whose signature was right.
   *
   * @return the subject
   * @throws SsoRefusal with what is wrong
   */
  String check(JwtClaims claims, Sensitive nonce) {
    try {
      if (!dialect.isIssuer(claims.string("iss"))) {
        throw refused("id-token-iss");
      }
      audience(claims);
      time(claims);
      if (!nonce.equals(Sensitive.of(claims.string("nonce")))) {
        throw refused("id-token-nonce");
      }
      String subject = dialect.subject(claims);
      if (subject.isEmpty()
          || !isShort(subject)
          || !subject.chars().allMatch(c -> c >= ' ' && c < 0x7F)) {
        throw refused("id-token-sub");
      }
      return subject;
    } catch (InvalidClaimException e) {
      throw refused("id-token-claims");
    }
  }

  /** Whether it is no longer than what is kept. */
  static boolean isShort(String text) {
    return text.length() <= MAX_SUBJECT;
  }

  /** For us; and where others may read it, too, it still has to be issued to us. */
  private void audience(JwtClaims claims) {
    List<String> audience = claims.audience();
    Optional<String> party = claims.findString("azp");
    if (!audience.contains(config.clientId())) {
      throw refused("id-token-aud");
    }
    boolean isIssuedToUs = party.map(config.clientId()::equals).orElse(audience.size() == 1);
    if (!isIssuedToUs) {
      throw refused("id-token-azp");
    }
  }

  private void time(JwtClaims claims) {
    if (times.isOver(claims.epochSecond("exp"))) {
      throw refused("id-token-expired");
    }
    if (times.isFromTheFuture(claims.epochSecond("iat"))
        || claims.findEpochSecond("nbf").filter(times::isFromTheFuture).isPresent()) {
      throw refused("id-token-from-the-future");
    }
  }

  private static SsoRefusal refused(String detail) {
    return new SsoRefusal(SsoProblem.UNTRUSTED, detail);
  }
}
