package org.gatehouse.sso.oidc;

import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.net.URI;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.gatehouse.kernel.Sensitive;
import org.gatehouse.kernel.TestClock;
import org.gatehouse.openid.Misbehaviour;
import org.gatehouse.openid.OpenIdProvider;
import org.gatehouse.outbound.Outbound;
import org.gatehouse.outbound.OutboundConfig;
import org.gatehouse.sso.Challenge;
import org.gatehouse.sso.ProviderName;
import org.gatehouse.sso.Rounds;
import org.gatehouse.sso.SsoRefusal;
import org.gatehouse.sso.Vouched;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.provider.Arguments;

/** A strict provider, and our client of it. */
abstract class OidcHouse {
  static final URI REDIRECT = URI.create("http://gate.example/gatehouse/callback");
  static final Duration SKEW = Duration.ofSeconds(30);

  final TestClock clock = new TestClock();
  final OpenIdProvider server = OpenIdProvider.start(clock);
  final Outbound outbound = within(Duration.ofSeconds(20));
  final OidcProvider provider = provider(new StandardDialect(server.origin()));

  @AfterEach
  void stop() {
    outbound.close();
    server.close();
  }

  static Outbound within(Duration time) {
    return new Outbound(new OutboundConfig(time, 100_000, false));
  }

  OidcProvider provider(Dialect dialect) {
    return provider(dialect, OpenIdProvider.CLIENT_SECRET, outbound);
  }

  OidcProvider provider(Dialect dialect, String secret, Outbound requests) {
    return provider(dialect, secret, requests, Optional.empty());
  }

  OidcProvider provider(
      Dialect dialect, String secret, Outbound requests, Optional<String> groupsClaim) {
    return new OidcProvider(
        new OidcConfig(
            ProviderName.OIDC,
            "Example",
            OpenIdProvider.CLIENT_ID,
            Sensitive.of(secret),
            REDIRECT,
            SKEW,
            groupsClaim),
        dialect,
        requests,
        clock);
  }

  static Challenge challenge() {
    return Challenge.random(new SecureRandom());
  }

  static Vouched round(OidcProvider provider) {
    Challenge challenge = challenge();
    return provider.redeem(
        Rounds.answer(Rounds.visit(provider.authorization(challenge))), challenge);
  }

  static SsoRefusal refusal(OidcProvider provider) {
    return assertThrows(SsoRefusal.class, () -> round(provider));
  }

  static Arguments lie(String detail, UnaryOperator<Misbehaviour> how) {
    return arguments(detail, how);
  }

  static void shift(Map<String, Object> claims, String name, long seconds) {
    claims.put(name, seconds(claims, name) + seconds);
  }

  static long seconds(Map<String, Object> claims, String name) {
    return (long) Objects.requireNonNull(claims.get(name));
  }
}
