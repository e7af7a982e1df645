package org.gatehouse.config;

import static org.gatehouse.config.Forms.domains;
import static org.gatehouse.config.Forms.foreignSecret;
import static org.gatehouse.config.Forms.host;
import static org.gatehouse.config.Forms.issuer;
import static org.gatehouse.config.Forms.tenants;
import static org.gatehouse.config.Forms.text;
import static org.gatehouse.config.Forms.trueOrFalse;
import static org.gatehouse.config.Forms.webAddress;
import static org.gatehouse.config.Setting.named;

import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.gatehouse.config.value.GroupRole;
import org.gatehouse.kernel.Sensitive;

/** The settings of single sign-on, and of requests that Gatehouse makes of other servers. */
public final class SsoSettings {
  public static final Setting<Boolean> PASSWORD_LOGIN =
      named(
              "PASSWORD_LOGIN",
              trueOrFalse(),
              "`false`: nobody signs in with a password, by page, API or HTTP Basic, but the"
                  + " operator; see [docs/sso.md](docs/sso.md).")
          .orElse("true");

  public static final Setting<String> SSO_GOOGLE_CLIENT_ID = clientId("GOOGLE", "Google");
  public static final Setting<Sensitive> SSO_GOOGLE_CLIENT_SECRET = clientSecret("GOOGLE");

  public static final Setting<String> SSO_AZURE_CLIENT_ID = clientId("AZURE", "Microsoft Entra");
  public static final Setting<Sensitive> SSO_AZURE_CLIENT_SECRET = clientSecret("AZURE");

  public static final Setting<Set<String>> SSO_AZURE_TENANT_ID =
      named(
          "SSO_AZURE_TENANT_ID",
          tenants(),
          "Id of the Entra tenant whose people may sign in, or a comma list of them.");

  public static final Setting<URI> SSO_AZURE_AUTHORITY =
      named(
              "SSO_AZURE_AUTHORITY",
              webAddress("https://login.microsoftonline.us"),
              "Where Entra is, for national clouds.")
          .orElse("https://login.microsoftonline.com");

  public static final Setting<String> SSO_AZURE_GROUPS_CLAIM = groupsClaim("AZURE");
  public static final Setting<List<GroupRole>> SSO_AZURE_GROUP_ROLES = groupRoles("AZURE");

  public static final Setting<String> SSO_AUTH0_CLIENT_ID = clientId("AUTH0", "Auth0");
  public static final Setting<Sensitive> SSO_AUTH0_CLIENT_SECRET = clientSecret("AUTH0");

  public static final Setting<String> SSO_AUTH0_DOMAIN =
      named("SSO_AUTH0_DOMAIN", host("example.eu.auth0.com"), "Domain of the Auth0 tenant.");

  public static final Setting<String> SSO_AUTH0_GROUPS_CLAIM = groupsClaim("AUTH0");
  public static final Setting<List<GroupRole>> SSO_AUTH0_GROUP_ROLES = groupRoles("AUTH0");

  public static final Setting<String> SSO_GITHUB_CLIENT_ID = clientId("GITHUB", "GitHub");
  public static final Setting<Sensitive> SSO_GITHUB_CLIENT_SECRET = clientSecret("GITHUB");

  public static final Setting<URI> SSO_GITHUB_URL =
      named(
              "SSO_GITHUB_URL",
              webAddress("https://github.example.com"),
              "Where GitHub is, for GitHub Enterprise Server.")
          .orElse("https://github.com");

  public static final Setting<String> SSO_OIDC_CLIENT_ID =
      clientId("OIDC", "any other OpenID provider");

  public static final Setting<Sensitive> SSO_OIDC_CLIENT_SECRET = clientSecret("OIDC");

  public static final Setting<String> SSO_OIDC_ISSUER =
      named(
          "SSO_OIDC_ISSUER",
          issuer("https://id.example.com/realms/main"),
          "Issuer of that provider, letter for letter as its discovery document has it.");

  public static final Setting<String> SSO_OIDC_NAME =
      named("SSO_OIDC_NAME", text("Example"), "What the button of that provider says.")
          .orElse("OpenID");

  public static final Setting<String> SSO_OIDC_GROUPS_CLAIM = groupsClaim("OIDC");
  public static final Setting<List<GroupRole>> SSO_OIDC_GROUP_ROLES = groupRoles("OIDC");

  public static final Setting<Boolean> SSO_LOGOUT =
      named(
              "SSO_LOGOUT",
              trueOrFalse(),
              "Whether a browser that signs out here is sent to the provider to sign out there, too,"
                  + " where that offers it.")
          .orElse("true");

  public static final Setting<Boolean> SSO_PROVISION =
      named(
              "SSO_PROVISION",
              trueOrFalse(),
              "`true`: who comes from a provider with a verified address of `SSO_PROVISION_DOMAINS`"
                  + " gets an account without an invitation.")
          .orElse("false");

  public static final Setting<Set<String>> SSO_PROVISION_DOMAINS =
      named(
              "SSO_PROVISION_DOMAINS",
              domains(),
              "Comma list of the domains of such addresses; a domain does not cover those below"
                  + " it.")
          .unsetMeans("none; needed once `SSO_PROVISION` is true");

  public static final Setting<Boolean> OUTBOUND_ALLOW_PRIVATE =
      named(
              "OUTBOUND_ALLOW_PRIVATE",
              trueOrFalse(),
              "`true`: also addresses that others name, such as those in a provider's discovery"
                  + " document, may be private or loopback. What is set here always may.")
          .orElse("false");

  static final List<Setting<?>> ALL =
      List.of(
          PASSWORD_LOGIN,
          SSO_GOOGLE_CLIENT_ID,
          SSO_GOOGLE_CLIENT_SECRET,
          SSO_AZURE_CLIENT_ID,
          SSO_AZURE_CLIENT_SECRET,
          SSO_AZURE_TENANT_ID,
          SSO_AZURE_AUTHORITY,
          SSO_AZURE_GROUPS_CLAIM,
          SSO_AZURE_GROUP_ROLES,
          SSO_AUTH0_CLIENT_ID,
          SSO_AUTH0_CLIENT_SECRET,
          SSO_AUTH0_DOMAIN,
          SSO_AUTH0_GROUPS_CLAIM,
          SSO_AUTH0_GROUP_ROLES,
          SSO_GITHUB_CLIENT_ID,
          SSO_GITHUB_CLIENT_SECRET,
          SSO_GITHUB_URL,
          SSO_OIDC_CLIENT_ID,
          SSO_OIDC_CLIENT_SECRET,
          SSO_OIDC_ISSUER,
          SSO_OIDC_NAME,
          SSO_OIDC_GROUPS_CLAIM,
          SSO_OIDC_GROUP_ROLES,
          SSO_LOGOUT,
          SSO_PROVISION,
          SSO_PROVISION_DOMAINS,
          OUTBOUND_ALLOW_PRIVATE);

  private SsoSettings() {}

  private static Setting<String> clientId(String provider, String name) {
    return named(
        "SSO_" + provider + "_CLIENT_ID",
        text("gatehouse"),
        "Client id at " + name + "; with it and the secret, people can sign in there.");
  }

  private static Setting<Sensitive> clientSecret(String provider) {
    return named(
        "SSO_" + provider + "_CLIENT_SECRET", foreignSecret(), "Client secret; only with the id.");
  }

  private static Setting<String> groupsClaim(String provider) {
    return named(
        "SSO_" + provider + "_GROUPS_CLAIM",
        text("groups"),
        "Name of the claim that says to which groups somebody belongs; only with the roles.");
  }

  private static Setting<List<GroupRole>> groupRoles(String provider) {
    return named(
        "SSO_" + provider + "_GROUP_ROLES",
        Forms.groupRoles(),
        "Which group gives which role in which workspace; see [docs/sso.md](docs/sso.md).");
  }

  /** The settings of one provider, of which the first is the client id. */
  public static List<Setting<?>> of(String provider) {
    String prefix = "SSO_" + provider.toUpperCase(Locale.ROOT) + "_";
    return ALL.stream().filter(setting -> setting.name().startsWith(prefix)).toList();
  }

  /** What has to be there where a client id is. */
  static void checkProviders(Settings settings, CrossChecks checks) {
    checks.together(SSO_GOOGLE_CLIENT_ID, SSO_GOOGLE_CLIENT_SECRET);
    checks.together(SSO_AZURE_CLIENT_ID, SSO_AZURE_CLIENT_SECRET);
    checks.together(SSO_AZURE_CLIENT_ID, SSO_AZURE_TENANT_ID);
    checks.together(SSO_AUTH0_CLIENT_ID, SSO_AUTH0_CLIENT_SECRET);
    checks.together(SSO_AUTH0_CLIENT_ID, SSO_AUTH0_DOMAIN);
    checks.together(SSO_GITHUB_CLIENT_ID, SSO_GITHUB_CLIENT_SECRET);
    checks.together(SSO_OIDC_CLIENT_ID, SSO_OIDC_CLIENT_SECRET);
    checks.together(SSO_OIDC_CLIENT_ID, SSO_OIDC_ISSUER);
    checks.together(SSO_AZURE_GROUPS_CLAIM, SSO_AZURE_GROUP_ROLES);
    checks.together(SSO_AUTH0_GROUPS_CLAIM, SSO_AUTH0_GROUP_ROLES);
    checks.together(SSO_OIDC_GROUPS_CLAIM, SSO_OIDC_GROUP_ROLES);
  }

  static void check(Settings settings, CrossChecks checks) {
    checkProviders(settings, checks);
    if (settings.get(SSO_PROVISION) && !settings.isGiven(SSO_PROVISION_DOMAINS)) {
      settings.refuse(SSO_PROVISION_DOMAINS, "it is needed, because SSO_PROVISION is true");
    }
    boolean hasProvider =
        ALL.stream()
            .filter(setting -> setting.name().endsWith("_CLIENT_ID"))
            .anyMatch(settings::isGiven);
    if (!settings.get(PASSWORD_LOGIN) && !hasProvider) {
      settings.refuse(PASSWORD_LOGIN, "nobody could sign in: no provider is set up");
    }
    settings
        .find(SSO_OIDC_ISSUER)
        .map(URI::create)
        .filter(issuer -> "http".equalsIgnoreCase(issuer.getScheme()))
        .filter(issuer -> !CrossChecks.LOCAL_HOSTS.contains(issuer.getHost()))
        .ifPresent(
            issuer ->
                settings.warn(
                    "SSO_OIDC_ISSUER is http: whoever is on the way to the provider can sign in as"
                        + " anybody"));
  }
}
