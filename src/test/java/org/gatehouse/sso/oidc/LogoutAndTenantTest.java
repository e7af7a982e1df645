package org.gatehouse.sso.oidc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.gatehouse.kernel.Sensitive;
import org.gatehouse.openid.Person;
import org.gatehouse.sso.SignedOut;
import org.gatehouse.sso.SsoProblem;
import org.gatehouse.sso.SsoRefusal;
import org.gatehouse.sso.Vouched;
import org.gatehouse.sso.azure.EntraDialect;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

@Timeout(60)
class LogoutAndTenantTest extends OidcHouse {
  private static final String TENANT = "9188040d-6c67-4c5b-b112-36a304b66dad";
  private static final String OTHER_TENANT = "72f988bf-86f1-41af-91ab-2d7cd011db47";

  @Test
  void logoutTokenWhenOfTheProviderThenWhomItMeans() {
    assertEquals(
        Optional.of(new SignedOut(server.origin(), Optional.of("1"), Optional.empty())),
        signedOut(server.logoutToken(claims -> {})));
    assertEquals(
        Optional.of(new SignedOut(server.origin(), Optional.empty(), Optional.of("sid-1"))),
        signedOut(
            server.logoutToken(
                claims -> {
                  claims.remove("sub");
                  claims.remove("exp");
                  claims.put("sid", "sid-1");
                })));
  }

  private Optional<SignedOut> signedOut(String token) {
    return provider.signedOut(Sensitive.of(token));
  }

  static Stream<Arguments> falseLogouts() {
    return Stream.of(
        edit("logout-token-iss-or-aud", c -> c.put("iss", "https://evil.example")),
        edit("logout-token-iss-or-aud", c -> c.put("aud", "another")),
        edit("logout-token-claims", c -> c.remove("aud")),
        edit("logout-token-time", c -> shift(c, "exp", -151)),
        edit("logout-token-time", c -> shift(c, "iat", 31)),
        edit("logout-token-time", c -> shift(c, "iat", -601)),
        edit("logout-token-claims", c -> c.remove("iat")),
        edit("logout-token-events", c -> c.put("nonce", "as in an id_token")),
        edit("logout-token-events", c -> c.remove("events")),
        edit("logout-token-events", c -> c.put("events", "backchannel-logout")),
        edit("logout-token-events", c -> c.put("events", Map.of("another", Map.of()))),
        edit("logout-token-of-nobody", c -> c.remove("sub")),
        edit("logout-token-claims", c -> c.put("sub", 7)));
  }

  private static Arguments edit(String detail, Consumer<Map<String, Object>> edit) {
    return arguments(detail, edit);
  }

  @ParameterizedTest
  @MethodSource("falseLogouts")
  void logoutTokenWhenItSaysSomethingElseThenUntrusted(
      String detail, Consumer<Map<String, Object>> edit) {
    String token = server.logoutToken(edit);
    assertEquals(detail, assertThrows(SsoRefusal.class, () -> signedOut(token)).detail());
  }

  @Test
  void logoutTokenWhenNotSignedByTheProviderThenUntrusted() {
    String token = server.logoutToken(claims -> {});
    for (String other : List.of("", "nonsense", token.substring(0, token.length() - 4) + "AAAA")) {
      assertEquals(
          SsoProblem.UNTRUSTED, assertThrows(SsoRefusal.class, () -> signedOut(other)).problem());
    }
  }

  @Test
  void entraWhenOfTheTenantThenTidAndOidAndNoAddressUnlessItsOwnerIsVerified() {
    server.issuerPath = "/" + TENANT + "/v2.0";
    OidcProvider entra = provider(new EntraDialect(server.origin(), Set.of(TENANT)));
    Person ada =
        Person.verified("pairwise", "ada@example.org").with("tid", TENANT).with("oid", "oid-1");
    server.person = ada;
    Vouched who = round(entra);
    assertEquals("oid-1", who.subject());
    assertEquals(server.origin() + "/" + TENANT + "/v2.0", who.issuer());
    assertEquals(List.of(), who.verified());
    server.person = ada.with("xms_edov", true);
    assertEquals(1, round(entra).verified().size());
    server.person = ada.with("xms_edov", "true");
    assertEquals(List.of(), round(entra).verified());
    server.person = ada.with("tid", OTHER_TENANT);
    assertEquals(SsoProblem.FOREIGN_TENANT, refusal(entra).problem());
    server.person = ada.with("oid", null);
    assertEquals("id-token-claims", refusal(entra).detail());
  }

  @Test
  void entraWhenSeveralTenantsThenThoseAndNoOther() {
    OidcProvider entra = provider(new EntraDialect(server.origin(), Set.of(TENANT, OTHER_TENANT)));
    server.issuerPath = "/" + OTHER_TENANT + "/v2.0";
    server.person = Person.verified("x", "a@b.example").with("tid", OTHER_TENANT).with("oid", "1");
    server.misbehave(
        well -> well.inMetadata(m -> m.put("issuer", server.origin() + "/{tenantid}/v2.0")));
    assertEquals(server.origin() + server.issuerPath, round(entra).issuer());
    assertTrue(server.asked().contains("/organizations/v2.0/.well-known/openid-configuration"));
    String third = "11111111-2222-3333-4444-555555555555";
    server.issuerPath = "/" + third + "/v2.0";
    server.person = server.person.with("tid", third);
    assertEquals(SsoProblem.UNTRUSTED, refusal(entra).problem());
  }
}
