package org.gatehouse.sso.github;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.net.URI;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.gatehouse.kernel.EmailAddress;
import org.gatehouse.kernel.Sensitive;
import org.gatehouse.kernel.TestClock;
import org.gatehouse.openid.Misbehaviour;
import org.gatehouse.openid.OpenIdProvider;
import org.gatehouse.openid.Person;
import org.gatehouse.outbound.Outbound;
import org.gatehouse.outbound.OutboundConfig;
import org.gatehouse.sso.Challenge;
import org.gatehouse.sso.ProviderAnswer;
import org.gatehouse.sso.Rounds;
import org.gatehouse.sso.SsoProblem;
import org.gatehouse.sso.SsoRefusal;
import org.gatehouse.sso.Vouched;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(60)
class GitHubProviderTest {
  private static final Person OCTOCAT =
      new Person(
          Map.of(
              "id",
              583231,
              "login",
              "octocat",
              "name",
              "The Octocat",
              "emails",
              List.of(
                  email("unverified@example.org", false, false),
                  email("second@example.org", false, true),
                  email("Primary@Example.org", true, true),
                  Map.of("email", "text@example.org", "primary", true, "verified", "true"))));

  private final OpenIdProvider server = OpenIdProvider.start(new TestClock());
  private final Outbound outbound =
      new Outbound(new OutboundConfig(Duration.ofSeconds(3), 100_000, false));
  private final GitHubProvider provider = provider(OpenIdProvider.CLIENT_SECRET);

  private static Map<String, Object> email(String address, boolean primary, boolean verified) {
    return Map.of("email", address, "primary", primary, "verified", verified);
  }

  private GitHubProvider provider(String secret) {
    return new GitHubProvider(
        new GitHubConfig(
            URI.create(server.origin()),
            OpenIdProvider.CLIENT_ID,
            Sensitive.of(secret),
            URI.create("http://gate.example/callback")),
        outbound);
  }

  @AfterEach
  void stop() {
    outbound.close();
    server.close();
  }

  private Vouched round() {
    Challenge challenge = Challenge.random(new SecureRandom());
    return provider.redeem(
        Rounds.answer(Rounds.visit(provider.authorization(challenge))), challenge);
  }

  private SsoRefusal refusal() {
    return assertThrows(SsoRefusal.class, this::round);
  }

  @Test
  void personWhenVouchedForThenTheNumberAndOnlyVerifiedAddressesThePrimaryFirst() {
    server.person = OCTOCAT;
    Vouched who = round();
    assertEquals(server.origin(), who.issuer());
    assertEquals("583231", who.subject());
    assertEquals(Optional.of("The Octocat"), who.name());
    assertEquals(Optional.of("octocat"), who.account());
    assertEquals(
        List.of("primary@example.org", "second@example.org"),
        who.verified().stream().map(EmailAddress::value).toList());
  }

  @Test
  void personWhenWithoutVerifiedAddressThenNone() {
    server.person = OCTOCAT.with("emails", List.of(email("a@example.org", true, false)));
    assertEquals(List.of(), round().verified());
  }

  @Test
  void personWhenWithoutNumberThenUntrusted() {
    server.person = OCTOCAT.with("id", null);
    assertEquals(SsoProblem.UNTRUSTED, refusal().problem());
    server.person = OCTOCAT.with("id", "583231");
    assertEquals(SsoProblem.UNTRUSTED, refusal().problem());
  }

  @Test
  void codeWhenUsedTwiceOrSecretWrongThenRefused() {
    server.person = OCTOCAT;
    Challenge challenge = Challenge.random(new SecureRandom());
    ProviderAnswer answer = Rounds.answer(Rounds.visit(provider.authorization(challenge)));
    assertEquals("583231", provider.redeem(answer, challenge).subject());
    assertEquals(
        SsoProblem.PROVIDER_REFUSED,
        assertThrows(SsoRefusal.class, () -> provider.redeem(answer, challenge)).problem());
    ProviderAnswer other = Rounds.answer(Rounds.visit(provider.authorization(challenge)));
    assertEquals(
        SsoProblem.PROVIDER_REFUSED,
        assertThrows(SsoRefusal.class, () -> provider("wrong").redeem(other, challenge)).problem());
  }

  @Test
  void answerWhenItNamesAnIssuerThenAnothers() {
    ProviderAnswer answer =
        new ProviderAnswer(
            Optional.of(Sensitive.of("code")), Optional.empty(), Optional.of("https://x.example"));
    Challenge challenge = Challenge.random(new SecureRandom());
    assertEquals(
        "iss-of-the-answer",
        assertThrows(SsoRefusal.class, () -> provider.redeem(answer, challenge)).detail());
    assertEquals(List.of(), server.asked());
  }

  @ParameterizedTest
  @CsvSource({
    "/login/oauth/access_token, html",
    "/login/oauth/access_token, slow",
    "/api/v3/user, status-500",
    "/api/v3/user, array",
    "/api/v3/user, large",
    "/api/v3/user/emails, redirect",
    "/api/v3/user/emails, malformed",
  })
  void endpointWhenOutOfOrderThenDown(String path, String how) {
    server.person = OCTOCAT;
    server.misbehave(well -> well.at(path, Misbehaviour.outOfOrder(how)));
    assertEquals(SsoProblem.PROVIDER_DOWN, refusal().problem());
  }

  @Test
  void apiWhenAtGitHubThenOnItsOwnHost() {
    GitHubConfig config =
        new GitHubConfig(
            URI.create("https://github.com"), "a", Sensitive.of("b"), URI.create("http://c"));
    assertEquals(URI.create("https://api.github.com"), config.api());
  }
}
