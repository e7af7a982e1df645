package org.gatehouse.app;

import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.gatehouse.config.Setting;
import org.gatehouse.config.Settings;
import org.gatehouse.config.SsoSettings;
import org.gatehouse.config.value.GroupRole;
import org.gatehouse.kernel.EmailAddress;
import org.gatehouse.kernel.Sensitive;
import org.gatehouse.outbound.Outbound;
import org.gatehouse.outbound.OutboundConfig;
import org.gatehouse.signon.LeavingConfig;
import org.gatehouse.signon.Provisioning;
import org.gatehouse.sso.IdentityProvider;
import org.gatehouse.sso.ProviderName;
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

  LeavingConfig leaving(String publicAddress) {
    return new LeavingConfig(
        settings.get(SsoSettings.SSO_LOGOUT), URI.create(publicAddress + "/login"));
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

  /** A provider, if it is set up. */
  Optional<IdentityProvider> provider(ProviderName name, Surroundings around) {
    return switch (name) {
      case GOOGLE ->
          oidc(
              name,
              around,
              "Google",
              SsoSettings.SSO_GOOGLE_CLIENT_ID,
              SsoSettings.SSO_GOOGLE_CLIENT_SECRET,
              () -> new StandardDialect(GOOGLE));
      case AZURE ->
          oidc(
              name,
              around,
              "Microsoft",
              SsoSettings.SSO_AZURE_CLIENT_ID,
              SsoSettings.SSO_AZURE_CLIENT_SECRET,
              () ->
                  new EntraDialect(
                      settings.get(SsoSettings.SSO_AZURE_AUTHORITY).toString(),
                      settings.get(SsoSettings.SSO_AZURE_TENANT_ID)));
      case AUTH0 ->
          oidc(
              name,
              around,
              "Auth0",
              SsoSettings.SSO_AUTH0_CLIENT_ID,
              SsoSettings.SSO_AUTH0_CLIENT_SECRET,
              () ->
                  new StandardDialect(
                      "https://" + settings.get(SsoSettings.SSO_AUTH0_DOMAIN) + "/"));
      case GITHUB -> github(around);
      case OIDC ->
          oidc(
              name,
              around,
              settings.get(SsoSettings.SSO_OIDC_NAME),
              SsoSettings.SSO_OIDC_CLIENT_ID,
              SsoSettings.SSO_OIDC_CLIENT_SECRET,
              () -> new StandardDialect(settings.get(SsoSettings.SSO_OIDC_ISSUER)));
    };
  }

  /** What the groups of a provider are worth. */
  List<GroupRole> groupRoles(ProviderName name) {
    return groups(name).flatMap(groups -> settings.find(groups.roles())).orElse(List.of());
  }

  private record GroupSettings(Setting<String> claim, Setting<List<GroupRole>> roles) {}

  private static Optional<GroupSettings> groups(ProviderName name) {
    return switch (name) {
      case AZURE ->
          Optional.of(
              new GroupSettings(
                  SsoSettings.SSO_AZURE_GROUPS_CLAIM, SsoSettings.SSO_AZURE_GROUP_ROLES));
      case AUTH0 ->
          Optional.of(
              new GroupSettings(
                  SsoSettings.SSO_AUTH0_GROUPS_CLAIM, SsoSettings.SSO_AUTH0_GROUP_ROLES));
      case OIDC ->
          Optional.of(
              new GroupSettings(
                  SsoSettings.SSO_OIDC_GROUPS_CLAIM, SsoSettings.SSO_OIDC_GROUP_ROLES));
      case GOOGLE, GITHUB -> Optional.empty(); // they tell of none
    };
  }

  /**
   * What a provider needs of this process.
   *
   * @param publicAddress of this application
   */
  record Surroundings(String publicAddress, Outbound outbound, Clock clock, Duration clockSkew) {
    URI redirectUri(ProviderName name) {
      return URI.create(publicAddress + "/api/v1/" + name + "/callback");
    }
  }

  /** The dialect is asked for only where there is a client id: its settings are there then. */
  private Optional<IdentityProvider> oidc(
      ProviderName name,
      Surroundings around,
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
                    around.redirectUri(name),
                    around.clockSkew(),
                    groups(name).flatMap(groups -> settings.find(groups.claim()))))
        .map(config -> new OidcProvider(config, dialect.get(), around.outbound(), around.clock()));
  }

  private Optional<IdentityProvider> github(Surroundings around) {
    return settings
        .find(SsoSettings.SSO_GITHUB_CLIENT_ID)
        .map(
            id ->
                new GitHubProvider(
                    new GitHubConfig(
                        settings.get(SsoSettings.SSO_GITHUB_URL),
                        id,
                        settings.get(SsoSettings.SSO_GITHUB_CLIENT_SECRET),
                        around.redirectUri(ProviderName.GITHUB)),
                    around.outbound()));
  }
}
