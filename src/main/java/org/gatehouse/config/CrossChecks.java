package org.gatehouse.config;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.gatehouse.config.value.AddressBlock;
import org.gatehouse.config.value.TokenAlgorithm;
import org.gatehouse.kernel.Sensitive;

/** Rules between settings, and between a setting and the file system. */
final class CrossChecks {
  /** Browsers treat these as secure also without TLS (W3C Secure Contexts, section 3.1). */
  static final Set<String> LOCAL_HOSTS = Set.of("localhost", "127.0.0.1", "[::1]");

  private final Settings settings;

  CrossChecks(Settings settings) {
    this.settings = settings;
  }

  static void run(Settings settings) {
    CrossChecks checks = new CrossChecks(settings);
    checks.together(KnownSettings.FLOWISE_USERNAME, KnownSettings.FLOWISE_PASSWORD);
    checks.together(KnownSettings.SMTP_USER, KnownSettings.SMTP_PASSWORD);
    checks.together(KnownSettings.SECRETKEY_AWS_ACCESS_KEY, KnownSettings.SECRETKEY_AWS_SECRET_KEY);
    SsoSettings.check(settings, checks);
    DatabaseSettings.check(settings);
    checks.tokens();
    checks.previousSecrets();
    checks.rotation();
    checks.sender();
    checks.cookies();
    checks.proxies();
    checks.secrets();
    checks.files();
  }

  /** Whoever sets one of them has to set the other. */
  void together(Setting<?> one, Setting<?> other) {
    if (settings.isGiven(one) && !settings.isGiven(other)) {
      settings.refuse(other, "it must be set together with " + one.name());
    }
    if (settings.isGiven(other) && !settings.isGiven(one)) {
      settings.refuse(one, "it must be set together with " + other.name());
    }
  }

  /** With one key for both kinds, a refresh token could pass for an access token. */
  private void tokens() {
    var accessKey = settings.find(KnownSettings.JWT_AUTH_TOKEN_SECRET);
    if (accessKey.isPresent()
        && accessKey.equals(settings.find(KnownSettings.JWT_REFRESH_TOKEN_SECRET))) {
      settings.refuse(
          KnownSettings.JWT_REFRESH_TOKEN_SECRET,
          "it is the same as " + KnownSettings.JWT_AUTH_TOKEN_SECRET);
    }
    Setting<?> access = KnownSettings.JWT_TOKEN_EXPIRY_IN_MINUTES;
    Setting<?> login = KnownSettings.JWT_REFRESH_TOKEN_EXPIRY_IN_MINUTES;
    if (settings.isSound(access)
        && settings.isSound(login)
        && settings
                .get(KnownSettings.JWT_REFRESH_TOKEN_EXPIRY_IN_MINUTES)
                .compareTo(settings.get(KnownSettings.JWT_TOKEN_EXPIRY_IN_MINUTES))
            < 0) {
      settings.refuse(login, "a login would end before its access token: " + access + " is larger");
    }
  }

  /** A previous secret that is in use for something else would let one kind pass for another. */
  private void previousSecrets() {
    List<Setting<Sensitive>> secrets =
        List.of(
            KnownSettings.JWT_AUTH_TOKEN_SECRET,
            KnownSettings.JWT_REFRESH_TOKEN_SECRET,
            KnownSettings.EXPRESS_SESSION_SECRET,
            OwnSettings.JWT_AUTH_TOKEN_SECRET_PREVIOUS,
            OwnSettings.JWT_REFRESH_TOKEN_SECRET_PREVIOUS);
    for (Setting<Sensitive> previous :
        List.of(
            OwnSettings.JWT_AUTH_TOKEN_SECRET_PREVIOUS,
            OwnSettings.JWT_REFRESH_TOKEN_SECRET_PREVIOUS,
            OwnSettings.EXPRESS_SESSION_SECRET_PREVIOUS)) {
      settings
          .find(previous)
          .flatMap(
              value ->
                  secrets.stream()
                      .filter(other -> other != previous)
                      .filter(other -> settings.find(other).filter(value::equals).isPresent())
                      .findFirst())
          .ifPresent(other -> settings.refuse(previous, "it is the same as " + other));
    }
  }

  /** Whoever gives the key by a setting would not expect Gatehouse to sign with another. */
  private void rotation() {
    if (settings.isGiven(KnownSettings.JWT_AUTH_TOKEN_SECRET)
        && settings.get(OwnSettings.JWT_ALGORITHM) == TokenAlgorithm.HS256
        && !settings.get(OwnSettings.JWT_KEY_ROTATION_IN_DAYS).isZero()) {
      settings.refuse(
          OwnSettings.JWT_KEY_ROTATION_IN_DAYS,
          "JWT_AUTH_TOKEN_SECRET gives the key: remove that, or change the key there");
    }
  }

  private void sender() {
    if (settings.isGiven(KnownSettings.SMTP_HOST)
        && !settings.isGiven(KnownSettings.SENDER_EMAIL)) {
      settings.refuse(
          KnownSettings.SENDER_EMAIL,
          "it is needed, because " + KnownSettings.SMTP_HOST + " is set");
    }
  }

  private void cookies() {
    if (!settings.isSound(KnownSettings.APP_URL)) {
      return;
    }
    URI address = settings.get(KnownSettings.APP_URL);
    boolean isSecure = settings.get(KnownSettings.SECURE_COOKIES);
    boolean isHttps = "https".equalsIgnoreCase(address.getScheme());
    if (isSecure && !isHttps && !LOCAL_HOSTS.contains(address.getHost())) {
      settings.warn(
          "SECURE_COOKIES=true, but APP_URL is http: browsers will not send the cookies back, and"
              + " nobody can sign in with one");
    }
    if (!isSecure && isHttps) {
      settings.warn("SECURE_COOKIES=false, but APP_URL is https: cookies may travel in clear text");
    }
  }

  private void proxies() {
    if (settings.get(KnownSettings.TRUST_PROXY).blocks().stream()
        .anyMatch(AddressBlock::isEverything)) {
      settings.warn(
          "TRUST_PROXY covers every address: any client can choose the address that limits and the"
              + " audit trail see");
    }
  }

  private void secrets() {
    settings
        .find(KnownSettings.SECRETKEY_AWS_ENDPOINT)
        .filter(endpoint -> "http".equalsIgnoreCase(endpoint.getScheme()))
        .filter(endpoint -> !LOCAL_HOSTS.contains(endpoint.getHost()))
        .ifPresent(
            endpoint ->
                settings.warn(
                    "SECRETKEY_AWS_ENDPOINT is http: secrets travel in clear text, to whoever"
                        + " answers there"));
  }

  private void files() {
    if (!settings.isUserHomeKnown() && !settings.isGiven(OwnSettings.GATEHOUSE_HOME)) {
      settings.refuse(
          OwnSettings.GATEHOUSE_HOME, "it is needed, because this account has no home directory");
    }
    directory(OwnSettings.GATEHOUSE_HOME);
    directory(KnownSettings.SECRETKEY_PATH);
    settings
        .find(OwnSettings.MAIL_TEMPLATE_DIR)
        .filter(directory -> !Files.isDirectory(directory) || !Files.isReadable(directory))
        .ifPresent(
            directory ->
                settings.refuse(
                    OwnSettings.MAIL_TEMPLATE_DIR,
                    "there is no such directory, or it cannot be read"));
    settings
        .find(KnownSettings.WORKSPACE_INVITE_TEMPLATE_PATH)
        .filter(file -> !Files.isRegularFile(file) || !Files.isReadable(file))
        .ifPresent(
            file ->
                settings.refuse(
                    KnownSettings.WORKSPACE_INVITE_TEMPLATE_PATH,
                    "there is no such file, or it cannot be read"));
  }

  private void directory(Setting<Path> setting) {
    settings
        .find(setting)
        .filter(path -> Files.exists(path) && !Files.isDirectory(path))
        .ifPresent(path -> settings.refuse(setting, "it is no directory"));
  }
}
