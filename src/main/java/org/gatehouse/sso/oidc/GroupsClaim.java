package org.gatehouse.sso.oidc;

import java.util.List;
import java.util.Optional;
import org.gatehouse.jose.InvalidClaimException;
import org.gatehouse.jose.JwtClaims;

/**
 * The claim that says to which groups somebody belongs. No standard has one: its name is a setting.
 *
 * @param name empty where groups do not count
 */
record GroupsClaim(Optional<String> name) {
  /**
   * Aggregated and distributed claims (OpenID Connect Core, section 5.6.2): Entra says by it that
   * somebody has more groups than fit into a token.
   */
  private static final String ELSEWHERE = "_claim_names";

  /** Whether the id_token does not say it, so that the userinfo may. */
  boolean isMissingIn(JwtClaims idToken) {
    return name.isPresent() && !idToken.has(name.get());
  }

  /**
   * The groups. Who has no group has no claim at many providers; so one that is missing says that
   * there is none.
   *
   * @return empty where groups do not count, or stand where we do not look
   * @throws InvalidClaimException for anything but a text or a list of texts
   */
  Optional<List<String>> of(JwtClaims idToken, JwtClaims person) {
    if (name.isEmpty()) {
      return Optional.empty();
    }
    String claim = name.get();
    JwtClaims said = idToken.has(claim) ? idToken : person;
    if (!said.has(claim)) {
      boolean isElsewhere = said.hasMember(ELSEWHERE, claim) || idToken.hasMember(ELSEWHERE, claim);
      return isElsewhere ? Optional.empty() : Optional.of(List.of());
    }
    return Optional.of(said.textOrTexts(claim));
  }
}
