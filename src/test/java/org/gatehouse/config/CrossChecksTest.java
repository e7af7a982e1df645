package org.gatehouse.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.gatehouse.config.value.Origin;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CrossChecksTest {
  private static final String SECRET = "f3a91c07d2be58e4610f9a7b2c4d8e13";

  @SuppressWarnings("NullAway.Init") // set by JUnit
  @TempDir
  Path home;

  private Settings read(String... namesAndValues) {
    Map<String, String> environment = new HashMap<>();
    environment.put("GATEHOUSE_HOME", home.toString());
    for (int i = 0; i < namesAndValues.length; i += 2) {
      environment.put(namesAndValues[i], namesAndValues[i + 1]);
    }
    return Settings.read(environment, Map.of("user.home", home.toString()));
  }

  private void assertOneMistake(Settings settings, String beginning, String part) {
    assertEquals(1, settings.mistakes().size(), settings.mistakes().toString());
    assertTrue(settings.mistakes().get(0).startsWith(beginning), settings.mistakes().toString());
    assertTrue(settings.mistakes().get(0).contains(part), settings.mistakes().toString());
  }

  @ParameterizedTest
  @CsvSource({
    "FLOWISE_USERNAME, FLOWISE_PASSWORD",
    "FLOWISE_PASSWORD, FLOWISE_USERNAME",
    "SMTP_USER, SMTP_PASSWORD",
    "SMTP_PASSWORD, SMTP_USER",
    "SECRETKEY_AWS_ACCESS_KEY, SECRETKEY_AWS_SECRET_KEY",
    "SECRETKEY_AWS_SECRET_KEY, SECRETKEY_AWS_ACCESS_KEY",
    "SSO_GOOGLE_CLIENT_ID, SSO_GOOGLE_CLIENT_SECRET",
    "SSO_GOOGLE_CLIENT_SECRET, SSO_GOOGLE_CLIENT_ID",
    "SSO_GITHUB_CLIENT_SECRET, SSO_GITHUB_CLIENT_ID",
  })
  void pairWhenOneIsMissingThenThatIsTheMistake(String there, String missing) {
    assertOneMistake(read(there, "x7Gk2q"), missing + " (not set)", "together with " + there);
    assertEquals(List.of(), read(there, "x7Gk2q", missing, "x7Gk2r").mistakes());
  }

  @Test
  void previousSecretWhenItIsInUseForAnythingThenRefused() {
    for (String other :
        List.of(
            "JWT_AUTH_TOKEN_SECRET",
            "JWT_REFRESH_TOKEN_SECRET",
            "EXPRESS_SESSION_SECRET",
            "JWT_REFRESH_TOKEN_SECRET_PREVIOUS")) {
      List<String> mistakes =
          read("JWT_AUTH_TOKEN_SECRET_PREVIOUS", SECRET, other, SECRET).mistakes();
      assertTrue(
          mistakes.stream()
              .anyMatch(
                  mistake ->
                      mistake.startsWith("JWT_AUTH_TOKEN_SECRET_PREVIOUS")
                          && mistake.contains("same as " + other)),
          mistakes::toString);
      assertFalse(mistakes.toString().contains(SECRET));
    }
    assertEquals(List.of(), read("JWT_AUTH_TOKEN_SECRET_PREVIOUS", SECRET).mistakes());
  }

  @Test
  void rotationWhenASettingGivesTheKeyThenRefusedUnlessThatSignsNothing() {
    String[] given = {"JWT_AUTH_TOKEN_SECRET", SECRET, "JWT_KEY_ROTATION_IN_DAYS", "30"};
    assertOneMistake(read(given), "JWT_KEY_ROTATION_IN_DAYS", "JWT_AUTH_TOKEN_SECRET");
    assertEquals(
        List.of(),
        read(given[0], given[1], given[2], given[3], "JWT_ALGORITHM", "ES256").mistakes());
    assertEquals(List.of(), read("JWT_KEY_ROTATION_IN_DAYS", "30").mistakes());
    assertOneMistake(read("JWT_ALGORITHM", "es256"), "JWT_ALGORITHM", "EdDSA");
    assertOneMistake(read("JWT_TYPE", "jwt"), "JWT_TYPE", "at+jwt");
  }

  @Test
  void pairWhenOneIsMistakenThenTheOtherIsNotAskedFor() {
    assertOneMistake(
        read("BASIC_AUTH_USERNAME", "op", "FLOWISE_PASSWORD", "1234"), "FLOWISE_PASSWORD", "");
    assertOneMistake(
        read("BASIC_AUTH_USERNAME", "o:p", "FLOWISE_PASSWORD", SECRET),
        "BASIC_AUTH_USERNAME",
        "colon");
  }

  @Test
  void tokenKeysWhenTheSameThenRefused() {
    assertOneMistake(
        read("JWT_AUTH_TOKEN_SECRET", SECRET, "JWT_REFRESH_TOKEN_SECRET", SECRET),
        "JWT_REFRESH_TOKEN_SECRET (environment, not shown)",
        "the same as JWT_AUTH_TOKEN_SECRET");
  }

  @Test
  void loginWhenShorterThanItsAccessTokenThenRefused() {
    assertOneMistake(
        read("JWT_REFRESH_TOKEN_EXPIRY_IN_MINUTES", "359"),
        "JWT_REFRESH_TOKEN_EXPIRY_IN_MINUTES=\"359\"",
        "JWT_TOKEN_EXPIRY_IN_MINUTES");
    assertEquals(List.of(), read("JWT_REFRESH_TOKEN_EXPIRY_IN_MINUTES", "360").mistakes());
    assertOneMistake(
        read("JWT_REFRESH_TOKEN_EXPIRY_IN_MINUTES", "1", "JWT_TOKEN_EXPIRY_IN_MINUTES", "0"),
        "JWT_TOKEN_EXPIRY_IN_MINUTES=\"0\"",
        "too small");
  }

  @Test
  void senderWhenMailIsSetUpThenNeeded() {
    assertOneMistake(read("SMTP_HOST", "smtp.example.com"), "SENDER_EMAIL (not set)", "SMTP_HOST");
    assertOneMistake(
        read("SMTP_HOST", "smtp.example.com", "SENDER_EMAIL", "nobody"),
        "SENDER_EMAIL=",
        "not an e-mail address");
    assertEquals(
        List.of(),
        read("SMTP_HOST", "smtp.example.com", "SENDER_EMAIL", "A <a@b.example>").mistakes());
  }

  @ParameterizedTest
  @CsvSource({"'', 465", "true, 465", "false, 587"})
  void smtpPortWhenUnsetThenFollowsSmtpSecure(String secure, int port) {
    assertEquals(port, read("SMTP_SECURE", secure).get(KnownSettings.SMTP_PORT));
    assertEquals(25, read("SMTP_SECURE", secure, "SMTP_PORT", "25").get(KnownSettings.SMTP_PORT));
  }

  @ParameterizedTest
  @CsvSource({
    "http://localhost:8080, '', false, 0",
    "http://localhost:8080, true, true, 0",
    "http://127.0.0.1, true, true, 0",
    "http://[::1]:8080, true, true, 0",
    "http://a.example, true, true, 1",
    "http://a.example, '', false, 0",
    "https://a.example, '', true, 0",
    "HTTPS://a.example, '', true, 0",
    "https://a.example, false, false, 1",
  })
  void secureCookiesWhenUnsetThenFollowAppUrlAndContradictionsAreWarned(
      String url, String secure, boolean isSecure, int warnings) {
    Settings settings = read("APP_URL", url, "SECURE_COOKIES", secure);
    settings.requireNoMistakes();
    assertEquals(isSecure, settings.get(KnownSettings.SECURE_COOKIES));
    assertEquals(warnings, settings.warnings().size(), settings.warnings().toString());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a.example",
        "/x",
        "ftp://a",
        "https://a?b",
        "https://a#b",
        "https://u@a",
        "https://",
        "x y"
      })
  void appUrlWhenNoPlainWebAddressThenRefused(String url) {
    assertOneMistake(read("APP_URL", url), "APP_URL=", "");
  }

  @Test
  void appUrlWhenItEndsWithASlashThenWithoutIt() {
    assertEquals(
        "https://a.example/b",
        read("APP_URL", "https://a.example/b/").get(KnownSettings.APP_URL).toString());
  }

  @Test
  void corsOriginsWhenReadThenListAndStarRefused() {
    assertEquals(
        List.of(Origin.parse("https://a.example"), Origin.parse("http://b:81")),
        read("CORS_ORIGINS", "https://A.example:443 , http://b:81,https://a.example")
            .get(KnownSettings.CORS_ORIGINS));
    assertEquals(List.of(), read().get(KnownSettings.CORS_ORIGINS));
    assertOneMistake(read("CORS_ORIGINS", "*"), "CORS_ORIGINS=", "every site");
    assertOneMistake(read("CORS_ORIGINS", "https://a,"), "CORS_ORIGINS=", "http");
  }

  @Test
  void trustProxyWhenItCoversEverythingThenWarned() {
    assertEquals(1, read("TRUST_PROXY", "::/0").warnings().size());
    assertEquals(0, read("TRUST_PROXY", "10.0.0.0/8").warnings().size());
    assertEquals(1, read("TRUST_PROXY", "1").get(KnownSettings.TRUST_PROXY).hops());
  }

  @Test
  void awsEndpointWhenHttpOnAnotherHostThenWarned() {
    String name = "SECRETKEY_AWS_ENDPOINT";
    assertTrue(read(name, "http://vault.example:4566").warnings().toString().contains(name));
    assertFalse(read(name, "http://127.0.0.1:4566").warnings().toString().contains(name));
    assertFalse(read(name, "https://vault.example").warnings().toString().contains(name));
  }

  @Test
  void filesWhenMissingOrOfTheWrongKindThenRefused() throws IOException {
    Path file = Files.writeString(home.resolve("mail.hbs"), "x");
    assertEquals(List.of(), read("WORKSPACE_INVITE_TEMPLATE_PATH", file.toString()).mistakes());
    assertOneMistake(
        read("WORKSPACE_INVITE_TEMPLATE_PATH", file + ".none"),
        "WORKSPACE_INVITE_TEMPLATE_PATH=",
        "no such file");
    assertOneMistake(
        read("WORKSPACE_INVITE_TEMPLATE_PATH", home.toString()),
        "WORKSPACE_INVITE_TEMPLATE_PATH=",
        "no such file");
    assertOneMistake(read("SECRETKEY_PATH", file.toString()), "SECRETKEY_PATH=", "no directory");
    assertEquals(List.of(), read("SECRETKEY_PATH", home.resolve("later").toString()).mistakes());
    assertEquals(
        home.resolve("s"), read("SECRETKEY_PATH", "~/s").get(KnownSettings.SECRETKEY_PATH));
    Settings homeIsFile = read("GATEHOUSE_HOME", file.toString());
    assertFalse(homeIsFile.mistakes().isEmpty());
  }

  @ParameterizedTest
  @CsvSource({
    "PASSWORD_SALT_HASH_ROUNDS, 9, 10",
    "PASSWORD_SALT_HASH_ROUNDS, 17, 16",
    "PASSWORD_MIN_LENGTH, 7, 8",
    "PASSWORD_MIN_LENGTH, 129, 128",
    "DATABASE_POOL_SIZE, 0, 1",
    "DATABASE_POOL_SIZE, 101, 100",
    "PORT, 65536, 65535",
    "SMTP_PORT, 1e3, 1",
    "INVITE_TOKEN_EXPIRY_IN_HOURS, 0, 1",
    "JWT_CLOCK_SKEW_IN_SECONDS, 301, 0",
    "REFRESH_TOKEN_GRACE_IN_SECONDS, -1, 0",
    "PASSWORD_RESET_TOKEN_EXPIRY_IN_MINS, 99999999999, 10080",
    "EXPIRE_AUTH_TOKENS_ON_RESTART, TRUE, true",
    "ALLOW_UNAUTHORIZED_CERTS, 0, false",
    "BASIC_AUTH, USERS, operator",
    "SMTP_STARTTLS, maybe, optional",
    "LOGIN_RATE_LIMIT, 10, 5/1s",
    "REFRESH_RATE_LIMIT, 0/1m, 1/1h",
    "HOST, a b, ::1",
    "SECRETKEY_AWS_ENDPOINT, localhost, http://localhost:4566",
  })
  void valueWhenOutsideWhatIsAllowedThenRefused(String name, String wrong, String right) {
    assertOneMistake(read(name, wrong), name + "=\"" + wrong + "\" (environment): ", "Allowed: ");
    assertEquals(List.of(), read(name, right).mistakes());
  }

  @ParameterizedTest
  @CsvSource({
    "SSO_AZURE, TENANT_ID, 9188040d-6c67-4c5b-b112-36a304b66dad",
    "SSO_AUTH0, DOMAIN, example.eu.auth0.com",
    "SSO_OIDC, ISSUER, https://id.example.com/",
  })
  void providerWhenItsPlaceIsMissingThenThatIsTheMistake(String prefix, String name, String value) {
    String id = prefix + "_CLIENT_ID";
    String secret = prefix + "_CLIENT_SECRET";
    assertOneMistake(read(id, "a", secret, "b"), prefix + "_" + name + " (not set)", id);
    assertEquals(List.of(), read(id, "a", secret, "b", prefix + "_" + name, value).mistakes());
  }

  @Test
  void provisioningWhenWithoutDomainsThenRefused() {
    assertOneMistake(read("SSO_PROVISION", "true"), "SSO_PROVISION_DOMAINS (not set)", "needed");
    assertEquals(
        List.of(),
        read("SSO_PROVISION", "true", "SSO_PROVISION_DOMAINS", "Example.com, b\u00fccher.example")
            .mistakes());
  }

  @Test
  void passwordLoginWhenOffWithoutAProviderThenRefused() {
    assertOneMistake(read("PASSWORD_LOGIN", "false"), "PASSWORD_LOGIN", "nobody could sign in");
    assertEquals(
        List.of(),
        read(
                "PASSWORD_LOGIN",
                "false",
                "SSO_GITHUB_CLIENT_ID",
                "a",
                "SSO_GITHUB_CLIENT_SECRET",
                "b")
            .mistakes());
  }

  @ParameterizedTest
  @CsvSource({
    "http://id.example.com, 1",
    "http://localhost:9000, 0",
    "http://127.0.0.1:9000/a, 0",
    "https://id.example.com/, 0",
  })
  void issuerWhenInClearTextThenWarning(String issuer, int warnings) {
    Settings settings =
        read("SSO_OIDC_ISSUER", issuer, "SSO_OIDC_CLIENT_ID", "a", "SSO_OIDC_CLIENT_SECRET", "b");
    assertEquals(List.of(), settings.mistakes());
    assertEquals(warnings, settings.warnings().size(), settings.warnings().toString());
    assertEquals(issuer, settings.get(SsoSettings.SSO_OIDC_ISSUER));
  }

  @ParameterizedTest
  @CsvSource({
    "SSO_AZURE_TENANT_ID, common",
    "SSO_AZURE_TENANT_ID, *",
    "SSO_PROVISION_DOMAINS, *",
    "SSO_PROVISION_DOMAINS, example",
    "SSO_PROVISION_DOMAINS, @example.com",
    "SSO_OIDC_ISSUER, id.example.com",
    "SSO_OIDC_ISSUER, https://id.example.com/?a=b",
  })
  void listOrIssuerWhenOfAnotherFormThenRefused(String name, String value) {
    Settings settings = read(name, value);
    assertTrue(
        settings.mistakes().stream().anyMatch(mistake -> mistake.startsWith(name)),
        settings.mistakes().toString());
  }
}
