package org.gatehouse.app;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.gatehouse.accesstoken.AccessTokenConfig;
import org.gatehouse.attempt.LoginRules;
import org.gatehouse.config.DatabaseSettings;
import org.gatehouse.config.KnownSettings;
import org.gatehouse.config.OwnSettings;
import org.gatehouse.config.Settings;
import org.gatehouse.config.SsoSettings;
import org.gatehouse.config.value.BasicAuth;
import org.gatehouse.config.value.DatabaseUrl;
import org.gatehouse.config.value.Origin;
import org.gatehouse.config.value.ProtectedContexts;
import org.gatehouse.config.value.SecretStorage;
import org.gatehouse.invitation.InvitationConfig;
import org.gatehouse.jose.JwsAlgorithm;
import org.gatehouse.jose.SigningKey;
import org.gatehouse.jose.VerificationKey;
import org.gatehouse.kernel.Sensitive;
import org.gatehouse.login.LoginMethods;
import org.gatehouse.login.OperatorAccount;
import org.gatehouse.login.PrincipalNames;
import org.gatehouse.mail.CustomTemplates;
import org.gatehouse.mail.MailConfig;
import org.gatehouse.outbound.Outbound;
import org.gatehouse.password.PasswordConfig;
import org.gatehouse.persistence.DatabaseConfig;
import org.gatehouse.profile.ProfileConfig;
import org.gatehouse.recovery.RecoveryConfig;
import org.gatehouse.request.HttpConfig;
import org.gatehouse.secrets.SecretName;
import org.gatehouse.secrets.Secrets;
import org.gatehouse.secrets.aws.AwsSecretStore;
import org.gatehouse.secrets.aws.AwsSecretsConfig;
import org.gatehouse.secrets.file.FileSecretStore;
import org.gatehouse.session.SessionConfig;
import org.gatehouse.signingkey.SigningKeyConfig;
import org.gatehouse.smtp.SmtpConfig;
import org.gatehouse.web.PageConfig;

/** The settings in the terms of each package; sound as a whole, or there is none. */
final class Configuration {
  private final Settings settings;
  private final CustomTemplates mailTemplates;

  private Configuration(Settings settings, CustomTemplates mailTemplates) {
    this.settings = settings;
    this.mailTemplates = mailTemplates;
  }

  /**
   * Reads the settings of this process.
   *
   * @throws org.gatehouse.config.SettingsException that lists every mistake
   */
  static Configuration read() {
    Settings settings = Settings.read();
    CustomTemplates mailTemplates = mailTemplates(settings);
    settings.requireNoMistakes();
    return new Configuration(settings, mailTemplates);
  }

  /** A template that is broken is one mistake more. */
  private static CustomTemplates mailTemplates(Settings settings) {
    CustomTemplates templates =
        CustomTemplates.read(
            settings.find(OwnSettings.MAIL_TEMPLATE_DIR).filter(Files::isDirectory),
            settings
                .find(KnownSettings.WORKSPACE_INVITE_TEMPLATE_PATH)
                .filter(Files::isRegularFile));
    templates
        .mistakesInDirectory()
        .forEach(mistake -> settings.refuse(OwnSettings.MAIL_TEMPLATE_DIR, mistake));
    templates
        .mistakesInWorkspaceFile()
        .forEach(mistake -> settings.refuse(KnownSettings.WORKSPACE_INVITE_TEMPLATE_PATH, mistake));
    return templates;
  }

  List<String> warnings() {
    return settings.warnings();
  }

  Path home() {
    return settings.get(OwnSettings.GATEHOUSE_HOME);
  }

  Secrets openSecrets() {
    return switch (secretStorage()) {
      case LOCAL -> Secrets.open(this::given, openFiles());
      case AWS -> {
        try (AwsSecretStore aws = AwsSecretStore.open(awsSecrets())) {
          yield Secrets.open(this::given, aws);
        }
      }
    };
  }

  SecretStorage secretStorage() {
    return settings.get(KnownSettings.SECRETKEY_STORAGE_TYPE);
  }

  /** The main encryption key, where it comes from the settings and so from no store. */
  Optional<Sensitive> givenMainKey() {
    return given(SecretName.ENCRYPTION_KEY);
  }

  Optional<Sensitive> newMainKey() {
    return settings.find(OwnSettings.SECRETKEY_NEW);
  }

  FileSecretStore openFiles() {
    return FileSecretStore.open(
        settings.get(KnownSettings.SECRETKEY_PATH),
        settings.find(KnownSettings.SECRETKEY_OVERWRITE));
  }

  AwsSecretsConfig awsSecrets() {
    return new AwsSecretsConfig(
        settings.get(KnownSettings.SECRETKEY_AWS_REGION),
        settings.find(KnownSettings.SECRETKEY_AWS_ENDPOINT),
        settings
            .find(KnownSettings.SECRETKEY_AWS_ACCESS_KEY)
            .map(
                id ->
                    new AwsSecretsConfig.Keys(
                        id, settings.get(KnownSettings.SECRETKEY_AWS_SECRET_KEY))),
        settings.get(KnownSettings.SECRETKEY_AWS_NAME),
        settings.get(KnownSettings.SECRETKEY_AWS_AUTH_PREFIX));
  }

  private Optional<Sensitive> given(SecretName name) {
    return switch (name) {
      case ENCRYPTION_KEY -> settings.find(KnownSettings.SECRETKEY_OVERWRITE);
      case TOKEN_HASH_SECRET -> settings.find(KnownSettings.TOKEN_HASH_SECRET);
      case EXPRESS_SESSION_SECRET -> settings.find(KnownSettings.EXPRESS_SESSION_SECRET);
      case JWT_AUTH_TOKEN_SECRET -> settings.find(KnownSettings.JWT_AUTH_TOKEN_SECRET);
      case JWT_REFRESH_TOKEN_SECRET -> settings.find(KnownSettings.JWT_REFRESH_TOKEN_SECRET);
      case JWT_ISSUER -> settings.find(KnownSettings.JWT_ISSUER).map(Sensitive::of);
      case JWT_AUDIENCE -> settings.find(KnownSettings.JWT_AUDIENCE).map(Sensitive::of);
    };
  }

  DatabaseConfig database() {
    int poolSize = settings.get(DatabaseSettings.DATABASE_POOL_SIZE);
    return switch (settings.get(DatabaseSettings.DATABASE_TYPE)) {
      case H2 -> new DatabaseConfig.InFile(home(), poolSize);
      case POSTGRES ->
          settings
              .find(DatabaseSettings.DATABASE_URL)
              .map(url -> onServer(url, poolSize))
              .orElseGet(() -> onServer(poolSize));
    };
  }

  private static DatabaseConfig onServer(DatabaseUrl url, int poolSize) {
    return new DatabaseConfig.OnServer(
        url.hosts(),
        url.database(),
        url.user().orElse("gatehouse"),
        url.password(),
        url.parameters(),
        poolSize);
  }

  private DatabaseConfig onServer(int poolSize) {
    String host = settings.get(DatabaseSettings.DATABASE_HOST);
    Map<String, String> parameters = new HashMap<>();
    parameters.put("sslmode", settings.get(DatabaseSettings.DATABASE_SSL).mode());
    settings
        .find(DatabaseSettings.DATABASE_SSL_ROOT_CERT)
        .ifPresent(file -> parameters.put("sslrootcert", file.toString()));
    return new DatabaseConfig.OnServer(
        (host.contains(":") && !host.startsWith("[") ? "[" + host + "]" : host)
            + ":"
            + settings.get(DatabaseSettings.DATABASE_PORT),
        settings.get(DatabaseSettings.DATABASE_NAME),
        settings.get(DatabaseSettings.DATABASE_USER),
        settings.find(DatabaseSettings.DATABASE_PASSWORD),
        parameters,
        poolSize);
  }

  PasswordConfig passwords() {
    return new PasswordConfig(
        settings.get(KnownSettings.PASSWORD_SALT_HASH_ROUNDS),
        settings.get(OwnSettings.PASSWORD_MIN_LENGTH));
  }

  HttpConfig http() {
    Set<String> origins = new HashSet<>();
    origins.add(Origin.of(settings.get(KnownSettings.APP_URL)).value());
    settings.get(KnownSettings.CORS_ORIGINS).forEach(origin -> origins.add(origin.value()));
    return new HttpConfig(
        origins, settings.get(KnownSettings.TRUST_PROXY), basicAuth() != BasicAuth.OFF);
  }

  MailConfig mail() {
    return new MailConfig(settings.find(KnownSettings.SMTP_HOST).map(this::smtp));
  }

  private SmtpConfig smtp(String host) {
    return new SmtpConfig(
        host,
        settings.get(KnownSettings.SMTP_PORT),
        protection(),
        settings.get(KnownSettings.ALLOW_UNAUTHORIZED_CERTS),
        settings
            .find(KnownSettings.SMTP_USER)
            .map(name -> new SmtpConfig.Account(name, settings.get(KnownSettings.SMTP_PASSWORD))),
        settings.get(KnownSettings.SENDER_EMAIL),
        SmtpConfig.Limits.USUAL);
  }

  private SmtpConfig.Protection protection() {
    if (settings.get(KnownSettings.SMTP_SECURE)) {
      return SmtpConfig.Protection.TLS;
    }
    return switch (settings.get(KnownSettings.SMTP_STARTTLS)) {
      case REQUIRED -> SmtpConfig.Protection.STARTTLS;
      case OPTIONAL -> SmtpConfig.Protection.STARTTLS_IF_OFFERED;
    };
  }

  CustomTemplates mailTemplates() {
    return mailTemplates;
  }

  PageConfig pages() {
    return new PageConfig(Origin.of(settings.get(KnownSettings.APP_URL)).value(), secureCookies());
  }

  boolean secureCookies() {
    return settings.get(KnownSettings.SECURE_COOKIES);
  }

  SessionConfig sessions() {
    return new SessionConfig(
        settings.get(KnownSettings.JWT_REFRESH_TOKEN_EXPIRY_IN_MINUTES),
        settings.get(KnownSettings.JWT_TOKEN_EXPIRY_IN_MINUTES),
        settings.get(OwnSettings.REFRESH_TOKEN_GRACE_IN_SECONDS));
  }

  AccessTokenConfig accessTokens(Sensitive issuer, Sensitive audience) {
    return new AccessTokenConfig(
        settings.get(OwnSettings.JWT_TYPE),
        issuer.reveal(),
        audience.reveal(),
        settings.get(KnownSettings.JWT_TOKEN_EXPIRY_IN_MINUTES),
        clockSkew());
  }

  /** How far the clocks of others and ours may differ. */
  Duration clockSkew() {
    return settings.get(OwnSettings.JWT_CLOCK_SKEW_IN_SECONDS);
  }

  /** The keys of access tokens, of which the documented secret is one. */
  SigningKeyConfig signingKeys(Sensitive documented) {
    return new SigningKeyConfig(
        algorithm(),
        SigningKey.hmac(documented),
        settings.isGiven(KnownSettings.JWT_AUTH_TOKEN_SECRET),
        settings
            .find(OwnSettings.JWT_AUTH_TOKEN_SECRET_PREVIOUS)
            .map(previous -> SigningKey.hmac(previous).verificationKey()),
        settings.get(OwnSettings.JWT_KEY_ROTATION_IN_DAYS),
        settings
            .get(KnownSettings.JWT_TOKEN_EXPIRY_IN_MINUTES)
            .plus(settings.get(OwnSettings.JWT_CLOCK_SKEW_IN_SECONDS)));
  }

  private JwsAlgorithm algorithm() {
    return switch (settings.get(OwnSettings.JWT_ALGORITHM)) {
      case HS256 -> JwsAlgorithm.HS256;
      case ES256 -> JwsAlgorithm.ES256;
      case RS256 -> JwsAlgorithm.RS256;
      case EdDSA -> JwsAlgorithm.EdDSA;
    };
  }

  Optional<VerificationKey> previousRefreshKey() {
    return settings
        .find(OwnSettings.JWT_REFRESH_TOKEN_SECRET_PREVIOUS)
        .map(previous -> SigningKey.hmac(previous).verificationKey());
  }

  Optional<Sensitive> previousSessionSecret() {
    return settings.find(OwnSettings.EXPRESS_SESSION_SECRET_PREVIOUS);
  }

  LoginRules loginRules() {
    return new LoginRules(
        settings.get(OwnSettings.LOGIN_RATE_LIMIT),
        settings.get(OwnSettings.LOGIN_DELAY_AFTER),
        settings.get(OwnSettings.LOGIN_ADDRESS_RATE_LIMIT),
        settings.get(OwnSettings.REGISTER_RATE_LIMIT),
        settings.get(OwnSettings.REFRESH_RATE_LIMIT));
  }

  InvitationConfig invitations() {
    return new InvitationConfig(settings.get(KnownSettings.INVITE_TOKEN_EXPIRY_IN_HOURS));
  }

  RecoveryConfig recovery() {
    return new RecoveryConfig(
        settings.get(KnownSettings.PASSWORD_RESET_TOKEN_EXPIRY_IN_MINS),
        settings.get(KnownSettings.INVITE_TOKEN_EXPIRY_IN_HOURS));
  }

  ProfileConfig profiles() {
    return new ProfileConfig(settings.get(KnownSettings.INVITE_TOKEN_EXPIRY_IN_HOURS));
  }

  boolean expiresTokensOnRestart() {
    return settings.get(KnownSettings.EXPIRE_AUTH_TOKENS_ON_RESTART);
  }

  /** Where nobody signs in with a password, a password in a header opens nothing either. */
  BasicAuth basicAuth() {
    BasicAuth chosen = settings.get(OwnSettings.BASIC_AUTH);
    return chosen == BasicAuth.USERS && !loginMethods().password() ? BasicAuth.OPERATOR : chosen;
  }

  LoginMethods loginMethods() {
    return new LoginMethods(settings.get(SsoSettings.PASSWORD_LOGIN));
  }

  SsoConfiguration sso() {
    return new SsoConfiguration(settings);
  }

  ProviderMaker providerMaker(String publicAddress, Outbound outbound, Clock clock) {
    return new ProviderMaker(
        settings,
        new SsoConfiguration.Surroundings(publicAddress, outbound, clock, clockSkew()),
        new SsoConfiguration.Surroundings(
            publicAddress, outbound.distrusting(), clock, clockSkew()));
  }

  PrincipalNames principalNames() {
    return new PrincipalNames(settings.get(OwnSettings.GATEHOUSE_PRINCIPAL_NAME));
  }

  ProtectedContexts protectedContexts() {
    return settings.get(OwnSettings.GATEHOUSE_PROTECTED_CONTEXTS);
  }

  OperatorAccount operatorAccount() {
    return new OperatorAccount(
        settings.find(KnownSettings.FLOWISE_USERNAME),
        settings.find(KnownSettings.FLOWISE_PASSWORD));
  }
}
