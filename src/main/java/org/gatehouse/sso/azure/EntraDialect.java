package org.gatehouse.sso.azure;

import java.net.URI;
import java.util.Optional;
import java.util.Set;
import org.gatehouse.jose.JwtClaims;
import org.gatehouse.sso.SsoProblem;
import org.gatehouse.sso.SsoRefusal;
import org.gatehouse.sso.oidc.Dialect;
import org.gatehouse.sso.oidc.StandardDialect;

/**
 * Microsoft Entra: one tenant, or a list of them. Somebody is {@code tid} with {@code oid}: {@code
 * sub} is another for each application, {@code preferred_username} and {@code email} can be set by
 * any administrator of any tenant to anything. So an address counts only with the optional claim
 * {@code xms_edov}, by which Microsoft says that the owner of the domain was verified.
 *
 * @param authority where it is, without a slash at the end
 * @param tenants ids in lower case; at least one
 */
public record EntraDialect(String authority, Set<String> tenants) implements Dialect {
  /** Copies the set. */
  public EntraDialect {
    tenants = Set.copyOf(tenants);
    if (tenants.isEmpty()) {
      throw new IllegalArgumentException("a tenant is needed: with none, all would be let in");
    }
  }

  /** For several tenants, there is one document for all organizations of the world. */
  @Override
  public URI discovery() {
    String place = tenants.size() == 1 ? tenants.iterator().next() : "organizations";
    return new StandardDialect(issuer(place)).discovery();
  }

  @Override
  public String discoveryIssuer() {
    return issuer(tenants.size() == 1 ? tenants.iterator().next() : "{tenantid}");
  }

  private String issuer(String tenant) {
    return authority + "/" + tenant + "/v2.0";
  }

  @Override
  public boolean isIssuer(String issuer) {
    return tenants.stream().anyMatch(tenant -> issuer.equals(issuer(tenant)));
  }

  /** What Microsoft Graph would say is nothing that it has verified. */
  @Override
  public boolean hasUserInfo() {
    return false;
  }

  @Override
  public String subject(JwtClaims claims) {
    if (!claims.string("iss").equals(issuer(claims.string("tid")))) {
      throw new SsoRefusal(SsoProblem.FOREIGN_TENANT, "tid-is-not-of-iss");
    }
    return claims.string("oid");
  }

  @Override
  public Optional<String> verifiedEmail(JwtClaims claims) {
    return claims.isTrue("xms_edov") ? claims.findString("email") : Optional.empty();
  }
}
