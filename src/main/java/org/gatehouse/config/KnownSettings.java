package org.gatehouse.config;

import static java.time.temporal.ChronoUnit.HOURS;
import static java.time.temporal.ChronoUnit.MINUTES;
import static org.gatehouse.config.Forms.*;
import static org.gatehouse.config.Setting.named;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.gatehouse.config.value.Mailbox;
import org.gatehouse.config.value.Origin;
import org.gatehouse.config.value.SecretStorage;
import org.gatehouse.config.value.StartTls;
import org.gatehouse.config.value.TrustedProxies;
import org.gatehouse.kernel.Sensitive;

/**
 * The settings of the documented product: names and defaults are behaviour that users have in their
 * files already and stay as they are. With {@link OwnSettings} they are the catalogue of all
 * settings, from which the table in the README is made.
 */
public final class KnownSettings {
  private static final int YEAR_IN_MINUTES = 366 * 24 * 60;

  public static final Setting<Sensitive> JWT_AUTH_TOKEN_SECRET =
      generated(
          "JWT_AUTH_TOKEN_SECRET",
          "Key of the access tokens (HS256), at least 32 bytes; a known weak value is refused.");

  public static final Setting<Sensitive> JWT_REFRESH_TOKEN_SECRET =
      generated(
          "JWT_REFRESH_TOKEN_SECRET",
          "Key of the refresh tokens, at least 32 bytes; never the same as the access key.");

  public static final Setting<String> JWT_ISSUER =
      named("JWT_ISSUER", text("Flowise"), "`iss` of every token; checked on each.")
          .orElse("Flowise");

  public static final Setting<String> JWT_AUDIENCE =
      named("JWT_AUDIENCE", text("Flowise"), "`aud` of every token; checked on each.")
          .orElse("Flowise");

  public static final Setting<Duration> JWT_TOKEN_EXPIRY_IN_MINUTES =
      named(
              "JWT_TOKEN_EXPIRY_IN_MINUTES",
              duration(MINUTES, 1, YEAR_IN_MINUTES, 360),
              "Lifetime of an access token.")
          .orElse("360");

  public static final Setting<Duration> JWT_REFRESH_TOKEN_EXPIRY_IN_MINUTES =
      named(
              "JWT_REFRESH_TOKEN_EXPIRY_IN_MINUTES",
              duration(MINUTES, 1, 10 * YEAR_IN_MINUTES, 43_200),
              "Lifetime of a login from the sign-in on, however often it is refreshed;"
                  + " at least that of an access token.")
          .orElse("43200");

  public static final Setting<String> FLOWISE_USERNAME =
      named(
              "FLOWISE_USERNAME",
              userName(),
              "Name of the operator's HTTP Basic account; only together with the password.")
          .alias("BASIC_AUTH_USERNAME");

  public static final Setting<Sensitive> FLOWISE_PASSWORD =
      named(
              "FLOWISE_PASSWORD",
              unguessable(),
              "Password of the operator's HTTP Basic account; only together with the name.")
          .alias("BASIC_AUTH_PASSWORD");

  public static final Setting<Sensitive> EXPRESS_SESSION_SECRET =
      generated(
              "EXPRESS_SESSION_SECRET",
              "Key that signs what a browser keeps before a sign-in (CSRF and SSO cookies),"
                  + " at least 32 bytes.")
          .alias("SESSION_SECRET");

  public static final Setting<Boolean> SECURE_COOKIES =
      named(
              "SECURE_COOKIES",
              trueOrFalse(),
              "Whether all cookies get the Secure flag and `__Host-` names.")
          .orElse(
              "`true` where `APP_URL` is https, else `false`",
              settings ->
                  "https".equalsIgnoreCase(settings.get(KnownSettings.APP_URL).getScheme()));

  public static final Setting<Sensitive> TOKEN_HASH_SECRET =
      generated(
          "TOKEN_HASH_SECRET",
          "Key of the digests under which one-time tokens are stored, at least 32 bytes.");

  public static final Setting<Boolean> EXPIRE_AUTH_TOKENS_ON_RESTART =
      named(
              "EXPIRE_AUTH_TOKENS_ON_RESTART",
              trueOrFalse(),
              "`true`: every session and token from before this start is refused.")
          .orElse("false");

  public static final Setting<Integer> PASSWORD_SALT_HASH_ROUNDS =
      named(
              "PASSWORD_SALT_HASH_ROUNDS",
              number(10, 16, 10),
              "bcrypt cost, 10 to 16; a stored hash of lower cost is renewed at the next sign-in.")
          .orElse("10");

  public static final Setting<Duration> INVITE_TOKEN_EXPIRY_IN_HOURS =
      named(
              "INVITE_TOKEN_EXPIRY_IN_HOURS",
              duration(HOURS, 1, 366 * 24, 24),
              "Lifetime of the links for invitation, e-mail verification and e-mail change.")
          .orElse("24");

  public static final Setting<Duration> PASSWORD_RESET_TOKEN_EXPIRY_IN_MINS =
      named(
              "PASSWORD_RESET_TOKEN_EXPIRY_IN_MINS",
              duration(MINUTES, 1, 7 * 24 * 60, 15),
              "Lifetime of the links for a new password.")
          .alias("PASSWORD_RESET_TOKEN_EXPIRY_IN_MINUTES")
          .orElse("15");

  public static final Setting<SecretStorage> SECRETKEY_STORAGE_TYPE =
      named(
              "SECRETKEY_STORAGE_TYPE",
              choice(SecretStorage.class, Map.of()),
              "Where generated secrets are kept: `local` (encrypted files) or `aws`"
                  + " (AWS Secrets Manager); see [docs/secrets.md](docs/secrets.md).")
          .orElse("local");

  public static final Setting<Path> SECRETKEY_PATH =
      named(
              "SECRETKEY_PATH",
              path("/var/lib/gatehouse/secrets"),
              "Directory of local secret files.")
          .orElse("`GATEHOUSE_HOME`", settings -> settings.get(OwnSettings.GATEHOUSE_HOME));

  public static final Setting<Sensitive> SECRETKEY_OVERWRITE =
      named(
              "SECRETKEY_OVERWRITE",
              unguessable(),
              "The main encryption key itself; wins over file and AWS.")
          .alias("FLOWISE_SECRETKEY_OVERWRITE");

  public static final Setting<Sensitive> SECRETKEY_AWS_ACCESS_KEY =
      named(
              "SECRETKEY_AWS_ACCESS_KEY",
              foreignSecret(),
              "Access key id for AWS Secrets Manager; only together with the secret key.")
          .unsetMeans("AWS default chain");

  public static final Setting<Sensitive> SECRETKEY_AWS_SECRET_KEY =
      named(
              "SECRETKEY_AWS_SECRET_KEY",
              foreignSecret(),
              "Secret key for AWS Secrets Manager; only together with the access key id.")
          .unsetMeans("AWS default chain");

  public static final Setting<String> SECRETKEY_AWS_REGION =
      named("SECRETKEY_AWS_REGION", awsRegion(), "AWS region.").orElse("us-east-1");

  public static final Setting<URI> SECRETKEY_AWS_ENDPOINT =
      named(
              "SECRETKEY_AWS_ENDPOINT",
              webAddress("https://vpce-1.secretsmanager.eu-central-1.vpce.amazonaws.com"),
              "Another endpoint of AWS Secrets Manager (VPC, tests).")
          .unsetMeans("AWS's own");

  public static final Setting<String> SECRETKEY_AWS_NAME =
      named(
              "SECRETKEY_AWS_NAME",
              awsSecret("FlowiseEncryptionKey"),
              "Id of the main encryption key in AWS Secrets Manager.")
          .orElse("FlowiseEncryptionKey");

  public static final Setting<String> SECRETKEY_AWS_AUTH_PREFIX =
      named(
              "SECRETKEY_AWS_AUTH_PREFIX",
              awsSecret("Flowise"),
              "What the ids of the other secrets begin with, as in `FlowiseTokenHashSecret`.")
          .orElse("Flowise");

  public static final Setting<String> SMTP_HOST =
      named("SMTP_HOST", host("smtp.example.com"), "Mail server; unset: no mail is sent.");

  public static final Setting<Integer> SMTP_PORT =
      named("SMTP_PORT", number(1, 65_535, 587), "Port of the mail server.")
          .orElse(
              "`465` where `SMTP_SECURE` is true, else `587`",
              settings -> settings.get(KnownSettings.SMTP_SECURE) ? 465 : 587);

  public static final Setting<String> SMTP_USER =
      named(
          "SMTP_USER",
          text("mailer"),
          "Account at the mail server; without one, mail goes to a relay that needs none.");

  public static final Setting<Sensitive> SMTP_PASSWORD =
      named("SMTP_PASSWORD", foreignSecret(), "Password of that account; only with it.");

  public static final Setting<Boolean> SMTP_SECURE =
      named("SMTP_SECURE", trueOrFalse(), "TLS from the first byte; else STARTTLS.").orElse("true");

  public static final Setting<StartTls> SMTP_STARTTLS =
      named(
              "SMTP_STARTTLS",
              choice(StartTls.class, Map.of()),
              "Where `SMTP_SECURE` is false, `required`: no mail without TLS; `optional`: in clear"
                  + " text to a server that has none.")
          .orElse("required");

  public static final Setting<Boolean> ALLOW_UNAUTHORIZED_CERTS =
      named(
              "ALLOW_UNAUTHORIZED_CERTS",
              trueOrFalse(),
              "`true`: the certificate of the mail server is not checked.")
          .orElse("false");

  public static final Setting<Mailbox> SENDER_EMAIL =
      named("SENDER_EMAIL", mailbox(), "Sender of all mails, `name@host` or `Name <name@host>`.")
          .unsetMeans("none; needed once `SMTP_HOST` is set");

  public static final Setting<Path> WORKSPACE_INVITE_TEMPLATE_PATH =
      named(
              "WORKSPACE_INVITE_TEMPLATE_PATH",
              path("/etc/gatehouse/workspace_invite.hbs"),
              "Handlebars file for the HTML of workspace mails; see [docs/mail.md](docs/mail.md).")
          .unsetMeans("built-in");

  public static final Setting<URI> APP_URL =
      named(
              "APP_URL",
              webAddress("https://www.example.com"),
              "Public base address: decides links in mails, redirect URIs, cookie security and the"
                  + " allowed origin; the Host of a request never does.")
          .orElse("http://localhost:8080");

  public static final Setting<List<Origin>> CORS_ORIGINS =
      named(
              "CORS_ORIGINS",
              origins(),
              "Comma list of other origins whose pages may call the API with credentials;"
                  + " `*` is refused.")
          .orElse("none", settings -> List.of());

  public static final Setting<TrustedProxies> TRUST_PROXY =
      named(
              "TRUST_PROXY",
              proxies(),
              "Comma list of addresses and CIDR blocks, or the number of hops, whose"
                  + " `X-Forwarded-*` headers are believed.")
          .orElse("none", settings -> TrustedProxies.none());

  private static final List<Setting<?>> DOCUMENTED =
      List.of(
          JWT_AUTH_TOKEN_SECRET,
          JWT_REFRESH_TOKEN_SECRET,
          JWT_ISSUER,
          JWT_AUDIENCE,
          JWT_TOKEN_EXPIRY_IN_MINUTES,
          JWT_REFRESH_TOKEN_EXPIRY_IN_MINUTES,
          FLOWISE_USERNAME,
          FLOWISE_PASSWORD,
          EXPRESS_SESSION_SECRET,
          SECURE_COOKIES,
          TOKEN_HASH_SECRET,
          EXPIRE_AUTH_TOKENS_ON_RESTART,
          PASSWORD_SALT_HASH_ROUNDS,
          INVITE_TOKEN_EXPIRY_IN_HOURS,
          PASSWORD_RESET_TOKEN_EXPIRY_IN_MINS,
          SECRETKEY_STORAGE_TYPE,
          SECRETKEY_PATH,
          SECRETKEY_OVERWRITE,
          SECRETKEY_AWS_ACCESS_KEY,
          SECRETKEY_AWS_SECRET_KEY,
          SECRETKEY_AWS_REGION,
          SECRETKEY_AWS_ENDPOINT,
          SECRETKEY_AWS_NAME,
          SECRETKEY_AWS_AUTH_PREFIX,
          SMTP_HOST,
          SMTP_PORT,
          SMTP_USER,
          SMTP_PASSWORD,
          SMTP_SECURE,
          SMTP_STARTTLS,
          ALLOW_UNAUTHORIZED_CERTS,
          SENDER_EMAIL,
          WORKSPACE_INVITE_TEMPLATE_PATH,
          APP_URL,
          CORS_ORIGINS,
          TRUST_PROXY);

  private KnownSettings() {}

  private static Setting<Sensitive> generated(String name, String description) {
    return named(name, key(), description).unsetMeans("generated and stored");
  }

  /** Every setting, in the order of the README. */
  public static List<Setting<?>> all() {
    return Stream.of(DOCUMENTED, OwnSettings.ALL, DatabaseSettings.ALL, SsoSettings.ALL)
        .flatMap(List::stream)
        .toList();
  }
}
