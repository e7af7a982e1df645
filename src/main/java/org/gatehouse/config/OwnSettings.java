package org.gatehouse.config;

import static java.time.temporal.ChronoUnit.DAYS;
import static java.time.temporal.ChronoUnit.SECONDS;
import static org.gatehouse.config.Forms.*;
import static org.gatehouse.config.Setting.named;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.gatehouse.config.value.BasicAuth;
import org.gatehouse.config.value.PrincipalName;
import org.gatehouse.config.value.ProtectedContexts;
import org.gatehouse.config.value.TokenAlgorithm;
import org.gatehouse.kernel.RateRule;
import org.gatehouse.kernel.Sensitive;

/** The settings that only Gatehouse has. */
public final class OwnSettings {
  public static final Setting<Path> GATEHOUSE_HOME =
      named(
              "GATEHOUSE_HOME",
              path("/var/lib/gatehouse"),
              "Directory of all data and of `gatehouse.env`.")
          .orElse("`~/.gatehouse`", settings -> settings.userHome().resolve(".gatehouse"));

  public static final Setting<String> HOST =
      named("HOST", host("0.0.0.0"), "Where the standalone launcher listens.").orElse("127.0.0.1");

  public static final Setting<Integer> PORT =
      named("PORT", number(1, 65_535, 8080), "Port of the standalone launcher.").orElse("8080");

  public static final Setting<TokenAlgorithm> JWT_ALGORITHM =
      named(
              "JWT_ALGORITHM",
              exactChoice(TokenAlgorithm.class),
              "What access tokens are signed with. All but `HS256` have public keys, served at"
                  + " `/.well-known/jwks.json`; see [docs/keys.md](docs/keys.md).")
          .orElse("HS256");

  public static final Setting<String> JWT_TYPE =
      named(
              "JWT_TYPE",
              oneOf("at+jwt", "JWT"),
              "`typ` in the header of access tokens: `at+jwt` (RFC 9068), or `JWT` for software that"
                  + " takes nothing else, such as MicroProfile JWT on Payara.")
          .orElse("at+jwt");

  public static final Setting<Duration> JWT_KEY_ROTATION_IN_DAYS =
      named(
              "JWT_KEY_ROTATION_IN_DAYS",
              duration(DAYS, 0, 3660, 90),
              "How long a key signs before the next one does; `0`: until somebody changes it.")
          .orElse("0");

  public static final Setting<Sensitive> JWT_AUTH_TOKEN_SECRET_PREVIOUS =
      previous("JWT_AUTH_TOKEN_SECRET", "an access token");

  public static final Setting<Sensitive> JWT_REFRESH_TOKEN_SECRET_PREVIOUS =
      previous("JWT_REFRESH_TOKEN_SECRET", "a login");

  public static final Setting<Sensitive> EXPRESS_SESSION_SECRET_PREVIOUS =
      named(
          "EXPRESS_SESSION_SECRET_PREVIOUS",
          key(),
          "The value of `EXPRESS_SESSION_SECRET` before its change: forms that are open, and"
              + " sign-ins at providers that are under way, are still accepted.");

  public static final Setting<Duration> JWT_CLOCK_SKEW_IN_SECONDS =
      named(
              "JWT_CLOCK_SKEW_IN_SECONDS",
              duration(SECONDS, 0, 300, 30),
              "How long after its end a token is still accepted, because clocks differ.")
          .orElse("30");

  public static final Setting<Duration> REFRESH_TOKEN_GRACE_IN_SECONDS =
      named(
              "REFRESH_TOKEN_GRACE_IN_SECONDS",
              duration(SECONDS, 0, 300, 30),
              "How long a refresh token that was just used gets the same successor again.")
          .orElse("30");

  public static final Setting<BasicAuth> BASIC_AUTH =
      named(
              "BASIC_AUTH",
              choice(BasicAuth.class, Map.of()),
              "Whose HTTP Basic credentials are accepted: `users` (operator and users),"
                  + " `operator`, `off`.")
          .orElse("users");

  public static final Setting<Integer> PASSWORD_MIN_LENGTH =
      named(
              "PASSWORD_MIN_LENGTH",
              number(8, 128, 12),
              "Shortest password in code points; up to 128 are accepted, and all of them count.")
          .orElse("8");

  public static final Setting<RateRule> LOGIN_RATE_LIMIT =
      rate(
          "LOGIN_RATE_LIMIT",
          "10/5m",
          "Failed sign-ins, HTTP Basic included, and requests for recovery mails, for each account and"
              + " address, or known browser; `10/5m`: ten at once, then one every 30 s.");

  public static final Setting<Integer> LOGIN_DELAY_AFTER =
      named(
              "LOGIN_DELAY_AFTER",
              number(1, 1_000_000, 10),
              "Failed sign-ins of an account, from wherever, after which each further one has to wait,"
                  + " 1 s at first and at most 1 min; a known browser has not. See"
                  + " [docs/passwords.md](docs/passwords.md).")
          .orElse("10");

  public static final Setting<RateRule> LOGIN_ADDRESS_RATE_LIMIT =
      rate(
          "LOGIN_ADDRESS_RATE_LIMIT",
          "60/5m",
          "Failed sign-ins, HTTP Basic included, for each address.");

  public static final Setting<RateRule> REGISTER_RATE_LIMIT =
      rate(
          "REGISTER_RATE_LIMIT",
          "20/1h",
          "Failed registrations, requests for recovery mails, and dead links, each for each address;"
              + " mails to new addresses for each account.");

  public static final Setting<RateRule> REFRESH_RATE_LIMIT =
      rate("REFRESH_RATE_LIMIT", "120/1m", "Failed refreshes for each address.");

  public static final Setting<ProtectedContexts> GATEHOUSE_PROTECTED_CONTEXTS =
      named(
              "GATEHOUSE_PROTECTED_CONTEXTS",
              contexts(),
              "Whose login Gatehouse is: `*` for every application of the server but its own"
                  + " consoles, a comma list of context paths, or both.")
          .orElse("*");

  public static final Setting<PrincipalName> GATEHOUSE_PRINCIPAL_NAME =
      named(
              "GATEHOUSE_PRINCIPAL_NAME",
              choice(PrincipalName.class, Map.of()),
              "What `getUserPrincipal().getName()` and the claim `upn` are: `email`, or `id`"
                  + " for applications that store it, since an address can change and be given to"
                  + " somebody else.")
          .orElse("email");

  public static final Setting<Path> MAIL_TEMPLATE_DIR =
      named(
              "MAIL_TEMPLATE_DIR",
              path("/etc/gatehouse/mail"),
              "Directory of Handlebars files that replace templates of mails, by name; see"
                  + " [docs/mail.md](docs/mail.md).")
          .unsetMeans("built-in");

  public static final Setting<Sensitive> SECRETKEY_NEW =
      named(
              "SECRETKEY_NEW",
              unguessable(),
              "The main encryption key to come, for `gatehouse secrets reencrypt` alone; see"
                  + " [docs/secrets.md](docs/secrets.md).")
          .unsetMeans("generated");

  static final List<Setting<?>> ALL =
      List.of(
          GATEHOUSE_HOME,
          HOST,
          PORT,
          JWT_ALGORITHM,
          JWT_TYPE,
          JWT_KEY_ROTATION_IN_DAYS,
          JWT_AUTH_TOKEN_SECRET_PREVIOUS,
          JWT_REFRESH_TOKEN_SECRET_PREVIOUS,
          EXPRESS_SESSION_SECRET_PREVIOUS,
          JWT_CLOCK_SKEW_IN_SECONDS,
          REFRESH_TOKEN_GRACE_IN_SECONDS,
          BASIC_AUTH,
          PASSWORD_MIN_LENGTH,
          LOGIN_RATE_LIMIT,
          LOGIN_DELAY_AFTER,
          LOGIN_ADDRESS_RATE_LIMIT,
          REGISTER_RATE_LIMIT,
          REFRESH_RATE_LIMIT,
          GATEHOUSE_PROTECTED_CONTEXTS,
          GATEHOUSE_PRINCIPAL_NAME,
          MAIL_TEMPLATE_DIR,
          SECRETKEY_NEW);

  private OwnSettings() {}

  private static Setting<Sensitive> previous(String current, String life) {
    return named(
        current + "_PREVIOUS",
        key(),
        "The value of `"
            + current
            + "` before its change: its tokens are accepted until "
            + life
            + " that began before the start is over.");
  }

  private static Setting<RateRule> rate(String name, String standard, String description) {
    return named(name, limit(standard), description).orElse(standard);
  }
}
