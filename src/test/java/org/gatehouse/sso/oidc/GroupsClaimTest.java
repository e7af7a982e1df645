package org.gatehouse.sso.oidc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.gatehouse.kernel.Sensitive;
import org.gatehouse.openid.OpenIdProvider;
import org.gatehouse.openid.Person;
import org.gatehouse.sso.ProviderLogin;
import org.gatehouse.sso.SsoProblem;
import org.junit.jupiter.api.Test;

/** To which groups somebody belongs, and how they sign out. */
class GroupsClaimTest extends OidcHouse {
  private final OidcProvider asking =
      provider(
          new StandardDialect(server.origin()),
          OpenIdProvider.CLIENT_SECRET,
          outbound,
          Optional.of("groups"));

  private static Person ada(String claim, Object value) {
    return Person.verified("1", "ada@example.org").with(claim, value);
  }

  @Test
  void groupsWhenAListOrOneTextThenThose() {
    server.person = ada("groups", List.of("a", "b"));
    assertEquals(Optional.of(List.of("a", "b")), round(asking).groups());
    server.person = ada("groups", "a");
    assertEquals(Optional.of(List.of("a")), round(asking).groups());
  }

  @Test
  void groupsWhenNotAskedForThenNotSaid() {
    server.person = ada("groups", List.of("a"));
    assertEquals(Optional.empty(), round(provider).groups());
    assertFalse(server.asked().contains("/userinfo"));
  }

  @Test
  void groupsWhenOnlyInTheUserInfoThenFromThere() {
    server.person = Person.verified("1", "ada@example.org");
    server.misbehave(well -> well.inUserInfo(info -> info.put("groups", List.of("c"))));
    assertEquals(Optional.of(List.of("c")), round(asking).groups());
    assertEquals("ada@example.org", round(asking).verified().get(0).value());
  }

  @Test
  void groupsWhenNowhereThenNone() {
    server.person = Person.verified("1", "ada@example.org");
    assertEquals(Optional.of(List.of()), round(asking).groups());
  }

  /** Entra's overage: the groups are elsewhere, where nobody looks. */
  @Test
  void groupsWhenElsewhereThenNotSaid() {
    server.person = ada("_claim_names", Map.of("groups", "src1"));
    assertEquals(Optional.empty(), round(asking).groups());
  }

  @Test
  void groupsWhenNoTextsThenRefused() {
    server.person = ada("groups", List.of(1, 2));
    assertEquals(SsoProblem.UNTRUSTED, refusal(asking).problem());
    server.person = ada("groups", Map.of());
    assertEquals(SsoProblem.UNTRUSTED, refusal(asking).problem());
  }

  private static final URI BACK = URI.create("https://gate.example/gatehouse/login");

  @Test
  void signOutWhenTheProviderHasAnEndpointThenThereWithTheIdToken() {
    server.misbehave(
        well ->
            well.inMetadata(
                document ->
                    document.put("end_session_endpoint", server.origin() + "/out?tenant=1")));
    ProviderLogin login = round(provider).login();
    URI address = provider.signOut(login, BACK, "/app?x=1").orElseThrow();
    assertTrue(address.toString().startsWith(server.origin() + "/out?tenant=1&"), "" + address);
    Map<String, String> query = OpenIdProvider.pairs(address.getRawQuery());
    assertEquals(login.idToken().map(Sensitive::reveal).orElse(""), query.get("id_token_hint"));
    assertEquals(OpenIdProvider.CLIENT_ID, query.get("client_id"));
    assertEquals(BACK.toString(), query.get("post_logout_redirect_uri"));
    assertEquals("/app?x=1", query.get("state"));
    assertFalse(
        OpenIdProvider.pairs(
                provider.signOut(ProviderLogin.NONE, BACK, "x").orElseThrow().getRawQuery())
            .containsKey("id_token_hint"));
  }

  @Test
  void signOutWhenThereIsNoEndpointOrNoneThatCanBeUsedThenOnlyHere() {
    assertEquals(Optional.empty(), provider.signOut(ProviderLogin.NONE, BACK, "x"));
    for (Object nonsense : List.of("javascript:alert(1)", "ftp://id.example/", 1, "")) {
      server.misbehave(
          well -> well.inMetadata(document -> document.put("end_session_endpoint", nonsense)));
      OidcProvider fresh = provider(new StandardDialect(server.origin()));
      assertEquals(Optional.empty(), fresh.signOut(ProviderLogin.NONE, BACK, "x"));
      assertTrue(round(fresh).login().idToken().isPresent(), "signing in works");
    }
  }

  @Test
  void idTokenWhenTooLongForAnAddressThenNotKept() {
    server.person = ada("picture", "x".repeat(3000));
    assertEquals(Optional.empty(), round(provider).login().idToken());
  }
}
