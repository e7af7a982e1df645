package org.gatehouse.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.gatehouse.config.Settings;
import org.gatehouse.config.value.GroupRole;
import org.gatehouse.kernel.AuthException;
import org.gatehouse.kernel.TestClock;
import org.gatehouse.openid.Misbehaviour;
import org.gatehouse.openid.OpenIdProvider;
import org.gatehouse.outbound.Outbound;
import org.gatehouse.outbound.OutboundConfig;
import org.gatehouse.sso.ProviderName;
import org.gatehouse.sso.SsoRefusal;
import org.gatehouse.sso.setup.ProviderBuilder;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What owners may store, and what a trial finds. */
class ProviderMakerTest {
  private final Clock clock = new TestClock();
  private final OpenIdProvider server = OpenIdProvider.start(clock);
  private final Outbound outbound =
      new Outbound(new OutboundConfig(Duration.ofSeconds(20), 100_000, false));
  private final Outbound lenient =
      new Outbound(new OutboundConfig(Duration.ofSeconds(20), 100_000, true));

  @TempDir Path home;

  @AfterEach
  void stop() {
    outbound.close();
    lenient.close();
    server.close();
  }

  private ProviderMaker maker(Map<String, String> environment) {
    Map<String, String> all = new HashMap<>(environment);
    all.put("GATEHOUSE_HOME", home.toString());
    Settings settings = Settings.read(all, Map.of("user.home", home.toString()));
    assertEquals(List.of(), settings.mistakes());
    boolean isLenient = environment.containsKey("OUTBOUND_ALLOW_PRIVATE");
    Outbound requests = isLenient ? lenient : outbound;
    return new ProviderMaker(
        settings,
        new SsoConfiguration.Surroundings(
            "https://gate.example/gatehouse", requests, clock, Duration.ofSeconds(30)),
        new SsoConfiguration.Surroundings(
            "https://gate.example/gatehouse",
            requests.distrusting(),
            clock,
            Duration.ofSeconds(30)));
  }

  private static Map<String, String> oidc(String... more) {
    Map<String, String> texts = new HashMap<>();
    texts.put("clientId", OpenIdProvider.CLIENT_ID);
    texts.put("clientSecret", OpenIdProvider.CLIENT_SECRET);
    texts.put("issuer", "https://id.example");
    for (int i = 0; i < more.length; i += 2) {
      texts.put(more[i], more[i + 1]);
    }
    return texts;
  }

  private static String refusal(ProviderMaker maker, ProviderName name, Map<String, String> texts) {
    return String.join(
        "\n", assertThrows(AuthException.class, () -> maker.build(name, texts)).reasons());
  }

  @Test
  void fieldsWhenListedThenThoseOfTheSettingsWithTheNeededOnesMarked() {
    assertEquals(
        List.of(
            "clientId true",
            "clientSecret true",
            "issuer true",
            "name false",
            "groupsClaim false",
            "groupRoles false"),
        maker(Map.of()).fields(ProviderName.OIDC).stream()
            .map(field -> field.name() + " " + field.isNeeded())
            .toList());
    assertEquals(
        List.of("clientId", "clientSecret", "tenantId", "authority", "groupsClaim", "groupRoles"),
        maker(Map.of()).fields(ProviderName.AZURE).stream()
            .map(ProviderBuilder.Field::name)
            .toList());
  }

  @Test
  void buildWhenWholeThenAProviderWithItsRoles() {
    ProviderBuilder.Built built =
        maker(Map.of())
            .build(
                ProviderName.OIDC,
                oidc("name", "House", "groupsClaim", "groups", "groupRoles", "a=b:c"));
    assertEquals("House", built.provider().label());
    assertEquals(List.of(new GroupRole("a", "b", "c")), built.groupRoles());
    assertEquals("https://id.example", built.texts().get("issuer"));
    assertNull(built.texts().get("clientSecret"));
  }

  @Test
  void buildWhenSomethingIsWrongThenAllOfItInTheWordsOfTheFields() {
    ProviderMaker maker = maker(Map.of());
    String many =
        refusal(
            maker,
            ProviderName.OIDC,
            Map.of("clientId", "x", "issuer", "nonsense", "groupRoles", "a=b:owner"));
    assertTrue(
        many.contains("clientSecret (not set): it must be set together with clientId"), many);
    assertTrue(many.contains("issuer="), many);
    assertTrue(many.contains("no group makes owners"), many);
    assertFalse(many.contains("SSO_OIDC"), many);
    assertEquals(
        "domain: not for oidc", refusal(maker, ProviderName.OIDC, oidc("domain", "id.example")));
    assertEquals(
        "issuer: it has to be https",
        refusal(maker, ProviderName.OIDC, oidc("issuer", "http://id.example")));
    assertTrue(
        refusal(maker, ProviderName.OIDC, Map.of("name", "x")).contains("clientId"), "a client");
  }

  @Test
  void givenWhenInTheSettingsThenShownWithoutTheSecret() {
    ProviderMaker maker =
        maker(Map.of("SSO_GITHUB_CLIENT_ID", "id", "SSO_GITHUB_CLIENT_SECRET", "s3cret"));
    assertEquals(Map.of("clientId", "id"), maker.given(ProviderName.GITHUB).orElseThrow().texts());
    assertEquals(Optional.empty(), maker.given(ProviderName.OIDC));
  }

  private static String trial(ProviderBuilder.Built built) {
    try {
      built.provider().trial();
      return "";
    } catch (SsoRefusal refusal) {
      return refusal.detail();
    }
  }

  private ProviderBuilder.Built lenientlyBuilt(String... more) {
    Map<String, String> texts = oidc("issuer", server.origin());
    for (int i = 0; i < more.length; i += 2) {
      texts.put(more[i], more[i + 1]);
    }
    return maker(Map.of("OUTBOUND_ALLOW_PRIVATE", "true")).build(ProviderName.OIDC, texts);
  }

  @Test
  void trialWhenAnOwnerNamesAPrivateAddressThenRefusedUnlessAllowed() {
    assertEquals(
        "private_address",
        trial(
            maker(Map.of())
                .build(
                    ProviderName.OIDC,
                    oidc("issuer", server.origin().replace("http:", "https:")))));
    assertEquals(List.of(), server.asked());
    assertEquals("", trial(lenientlyBuilt()));
  }

  @Test
  void trialWhenSomethingIsWrongThenThatIsFound() throws IOException {
    assertEquals("client-refused", trial(lenientlyBuilt("clientSecret", "wrong")));
    assertEquals("discovery-other-issuer", trial(lenientlyBuilt("issuer", server.origin() + "/")));
    server.misbehave(
        well -> well.inMetadata(m -> m.put("code_challenge_methods_supported", List.of("plain"))));
    assertEquals("no-s256", trial(lenientlyBuilt()));
    server.misbehave(well -> well.inMetadata(m -> m.remove("token_endpoint")));
    assertEquals("discovery-endpoints", trial(lenientlyBuilt()));
    server.misbehave(well -> well.at("/jwks", Misbehaviour.outOfOrder("html")));
    assertEquals("no-json", trial(lenientlyBuilt()));
  }

  @Test
  void trialWhenGitHubThenItsTokenEndpointIsAsked() {
    ProviderMaker maker = maker(Map.of("OUTBOUND_ALLOW_PRIVATE", "true"));
    Map<String, String> texts = oidc("url", server.origin());
    texts.remove("issuer");
    assertEquals("", trial(maker.build(ProviderName.GITHUB, texts)));
    assertEquals(List.of("/login/oauth/access_token"), server.asked());
  }
}
