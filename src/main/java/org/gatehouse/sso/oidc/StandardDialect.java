package org.gatehouse.sso.oidc;

import java.net.URI;
import java.util.Optional;
import org.gatehouse.jose.JwtClaims;

/** A provider that does as OpenID Connect says. */
public record StandardDialect(String discoveryIssuer) implements Dialect {
  private static final String WELL_KNOWN = "/.well-known/openid-configuration";

  /** Section 4.1 of Discovery: a slash at the end of the issuer is taken off before. */
  @Override
  public URI discovery() {
    return URI.create(discoveryIssuer.replaceFirst("/$", "") + WELL_KNOWN);
  }

  @Override
  public boolean isIssuer(String issuer) {
    return issuer.equals(discoveryIssuer);
  }

  @Override
  public boolean hasUserInfo() {
    return true;
  }

  @Override
  public String subject(JwtClaims claims) {
    return claims.string("sub");
  }

  /** Only a plain {@code true}: the text "true" is what a hand-made provider might say. */
  @Override
  public Optional<String> verifiedEmail(JwtClaims claims) {
    return claims.isTrue("email_verified") ? claims.findString("email") : Optional.empty();
  }
}
