package org.gatehouse.sso.oidc;

import java.net.URI;
import java.util.Optional;
import org.gatehouse.jose.InvalidClaimException;
import org.gatehouse.jose.JwtClaims;
import org.gatehouse.sso.SsoRefusal;

/** Where an OpenID provider is, and in what it differs from others. */
public interface Dialect {
  /** Its discovery document (OpenID Connect Discovery, section 4). */
  URI discovery();

  /** The issuer that the discovery document has to name, to the letter. */
  String discoveryIssuer();

  /** Whether it is the issuer of tokens for people that are let in. */
  boolean isIssuer(String issuer);

  /** Whether claims that the id_token has not are asked of the userinfo endpoint. */
  boolean hasUserInfo();

  /**
   * What it is that names somebody for good.
   *
   * @throws InvalidClaimException if it is missing
   * @throws SsoRefusal if it is nobody who is let in
   */
  String subject(JwtClaims claims);

  /** The address, if the provider has verified it. */
  Optional<String> verifiedEmail(JwtClaims claims);
}
