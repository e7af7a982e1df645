package org.gatehouse.app;

import java.net.URI;
import java.time.Clock;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.gatehouse.config.OwnSettings;
import org.gatehouse.config.Setting;
import org.gatehouse.config.Settings;
import org.gatehouse.config.SsoSettings;
import org.gatehouse.kernel.EmailAddress;
import org.gatehouse.kernel.Sensitive;
import org.gatehouse.outbound.Outbound;
import org.gatehouse.outbound.OutboundConfig;
import org.gatehouse.signon.Provisioning;
import org.gatehouse.sso.IdentityProvider;
import org.gatehouse.sso.ProviderName;
import org.gatehouse.sso.Providers;
import org.gatehouse.sso.azure.EntraDialect;
import org.gatehouse.sso.github.GitHubConfig;
import org.gatehouse.sso.github.GitHubProvider;
import org.gatehouse.sso.oidc.Dialect;
import org.gatehouse.sso.oidc.OidcConfig;
import org.gatehouse.sso.oidc.OidcProvider;
import org.gatehouse.sso.oidc.StandardDialect;

/** The settings of single sign-on in the terms of its packages. */
final class SsoConfiguration {
  private static final String GOOGLE = "https://accounts.google.com";

  private final Settings settings;

  SsoConfiguration(Settings settings) {
    this.settings = settings;
  }

  OutboundConfig outbound() {
    return OutboundConfig.usual(settings.get(SsoSettings.OUTBOUND_ALLOW_PRIVATE));
  }

  /** The domains in the form that addresses have. */
  Provisioning provisioning() {
    if (!settings.get(SsoSettings.SSO_PROVISION)) {
      return new Provisioning(Set.of());
    }
    return new Provisioning(
        settings.find(SsoSettings.SSO_PROVISION_DOMAINS).orElse(Set.of()).stream()
            .flatMap(domain -> EmailAddress.parse("x@" + domain).stream())
            .map(email -> email.value().substring(2))
            .collect(Collectors.toSet()));
  }

  /**
   * The providers that are set up.
   *
   * @param publicAddress of this application
   */
  Providers providers(String publicAddress, Outbound outbound, Clock clock) {
    Makes makes = new Makes(publicAddress, outbound, clock);
    return new Providers(
        Stream.of(makes.google(), makes.entra(), makes.auth0(), makes.github(), makes.other())
            .flatMap(Optional::stream)
            .toList());
  }

  /** Each of the providers, if it is set up. */
  private final class Makes {
    private final String publicAddress;
    private final Outbound outbound;
    private final Clock clock;

    Makes(String publicAddress, Outbound outbound, Clock clock) {
      this.publicAddress = publicAddress;
      this.outbound = outbound;
      this.clock = clock;
    }

    Optional<IdentityProvider> google() {
      return oidc(
          ProviderName.GOOGLE,
          "Google",
          SsoSettings.SSO_GOOGLE_CLIENT_ID,
          SsoSettings.SSO_GOOGLE_CLIENT_SECRET,
          () -> new StandardDialect(GOOGLE));
    }

    Optional<IdentityProvider> entra() {
      return oidc(
          ProviderName.AZURE,
          "Microsoft",
          SsoSettings.SSO_AZURE_CLIENT_ID,
          SsoSettings.SSO_AZURE_CLIENT_SECRET,
          () ->
              new EntraDialect(
                  settings.get(SsoSettings.SSO_AZURE_AUTHORITY).toString(),
                  settings.get(SsoSettings.SSO_AZURE_TENANT_ID)));
    }

    Optional<IdentityProvider> auth0() {
      return oidc(
          ProviderName.AUTH0,
          "Auth0",
          SsoSettings.SSO_AUTH0_CLIENT_ID,
          SsoSettings.SSO_AUTH0_CLIENT_SECRET,
          () -> new StandardDialect("https://" + settings.get(SsoSettings.SSO_AUTH0_DOMAIN) + "/"));
    }

    Optional<IdentityProvider> other() {
      return oidc(
          ProviderName.OIDC,
          settings.get(SsoSettings.SSO_OIDC_NAME),
          SsoSettings.SSO_OIDC_CLIENT_ID,
          SsoSettings.SSO_OIDC_CLIENT_SECRET,
          () -> new StandardDialect(settings.get(SsoSettings.SSO_OIDC_ISSUER)));
    }

    /** The dialect is asked for only where there is a client id: its settings are there then. */
    private Optional<IdentityProvider> oidc(
        ProviderName name,
        String label,
        Setting<String> clientId,
        Setting<Sensitive> clientSecret,
        Supplier<Dialect> dialect) {
      return settings
          .find(clientId)
          .map(
              id ->
                  new OidcConfig(
                      name,
                      label,
                      id,
                      settings.get(clientSecret),
                      redirectUri(name),
                      settings.get(OwnSettings.JWT_CLOCK_SKEW_IN_SECONDS)))
          .map(config -> new OidcProvider(config, dialect.get(), outbound, clock));
    }

    Optional<IdentityProvider> github() {
      return settings
          .find(SsoSettings.SSO_GITHUB_CLIENT_ID)
          .map(
              id ->
                  new GitHubProvider(
                      new GitHubConfig(
                          settings.get(SsoSettings.SSO_GITHUB_URL),
                          id,
                          settings.get(SsoSettings.SSO_GITHUB_CLIENT_SECRET),
                          redirectUri(ProviderName.GITHUB)),
                      outbound));
    }

    private URI redirectUri(ProviderName name) {
      return URI.create(publicAddress + "/api/v1/" + name + "/callback");
    }
  }
}
