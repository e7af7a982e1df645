package org.gatehouse.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.gatehouse.kernel.Sensitive;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SettingsTest {
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

  private void write(String text) throws IOException {
    Files.writeString(home.resolve("gatehouse.env"), text);
  }

  @Test
  void valueWhenInSeveralSourcesThenEnvironmentPropertyFileDefault() throws IOException {
    write("JWT_ISSUER=file\nJWT_AUDIENCE=file\nSECRETKEY_AWS_NAME=file");
    Settings settings =
        Settings.read(
            Map.of("GATEHOUSE_HOME", home.toString(), "JWT_ISSUER", "environment"),
            Map.of("JWT_ISSUER", "property", "JWT_AUDIENCE", "property"));
    assertEquals("environment", settings.get(KnownSettings.JWT_ISSUER));
    assertEquals("property", settings.get(KnownSettings.JWT_AUDIENCE));
    assertEquals("file", settings.get(KnownSettings.SECRETKEY_AWS_NAME));
    assertEquals("Flowise", settings.get(KnownSettings.SECRETKEY_AWS_AUTH_PREFIX));
    assertEquals(List.of(), settings.mistakes());
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " "})
  void valueWhenEmptyThenUnsetAndTheNextSourceCounts(String empty) throws IOException {
    write("JWT_ISSUER=file");
    Settings settings =
        read("JWT_ISSUER", empty, "JWT_TOKEN_EXPIRY_IN_MINUTES", empty, "BASIC_AUTH_USERNAME", "");
    assertEquals("file", settings.get(KnownSettings.JWT_ISSUER));
    assertEquals(Duration.ofHours(6), settings.get(KnownSettings.JWT_TOKEN_EXPIRY_IN_MINUTES));
    assertEquals(Optional.empty(), settings.find(KnownSettings.FLOWISE_USERNAME));
    assertEquals(List.of(), settings.mistakes());
  }

  @Test
  void settingWhenUnsetThenFoundNoneAndDefaultGotten() {
    Settings settings = read();
    assertEquals(Optional.empty(), settings.find(KnownSettings.JWT_ISSUER));
    assertEquals("Flowise", settings.get(KnownSettings.JWT_ISSUER));
    assertThrows(
        IllegalStateException.class, () -> settings.get(KnownSettings.JWT_AUTH_TOKEN_SECRET));
    settings.requireNoMistakes();
  }

  @Test
  void mistakesWhenSeveralThenAllAreToldAtOnceWithExampleAndDefaultsStand() {
    Settings settings =
        read("JWT_TOKEN_EXPIRY_IN_MINUTES", "6h", "SMTP_SECURE", "yes", "DATABASE_TYPE", "oracle");
    SettingsException failure = assertThrows(SettingsException.class, settings::requireNoMistakes);
    assertEquals(
        """
        Gatehouse does not start, because 3 of its settings are wrong:
          - JWT_TOKEN_EXPIRY_IN_MINUTES="6h" (environment): it is not a whole number.\
         Allowed: a whole number of minutes from 1 to 527040.\
         Example: JWT_TOKEN_EXPIRY_IN_MINUTES=360
          - SMTP_SECURE="yes" (environment): it is neither true nor false.\
         Allowed: `true` or `false`. Example: SMTP_SECURE=true
          - DATABASE_TYPE="oracle" (environment): there is no such choice.\
         Allowed: `h2`, `postgres`. Example: DATABASE_TYPE=h2""",
        failure.getMessage());
    assertEquals(Duration.ofHours(6), settings.get(KnownSettings.JWT_TOKEN_EXPIRY_IN_MINUTES));
    assertTrue(settings.get(KnownSettings.SMTP_SECURE));
  }

  @ParameterizedTest
  @CsvSource({
    "FLOWISE_USERNAME, BASIC_AUTH_USERNAME",
    "EXPRESS_SESSION_SECRET, SESSION_SECRET",
    "PASSWORD_RESET_TOKEN_EXPIRY_IN_MINS, PASSWORD_RESET_TOKEN_EXPIRY_IN_MINUTES",
    "SECRETKEY_OVERWRITE, FLOWISE_SECRETKEY_OVERWRITE",
  })
  void aliasWhenItDiffersFromTheNameInOneSourceThenMistakeElseTheSame(String name, String alias) {
    String other = SECRET + "x";
    assertTrue(
        read(name, SECRET, alias, other)
            .mistakes()
            .get(0)
            .contains("it differs from " + alias + ", which is another name of it"));
    assertFalse(
        read(name, SECRET, alias, SECRET).mistakes().toString().contains("it differs from"));
  }

  @Test
  void aliasWhenAloneThenItIsTheSetting() throws IOException {
    write("PASSWORD_RESET_TOKEN_EXPIRY_IN_MINS=5");
    assertEquals(
        Duration.ofMinutes(20),
        read("PASSWORD_RESET_TOKEN_EXPIRY_IN_MINUTES", "20")
            .get(KnownSettings.PASSWORD_RESET_TOKEN_EXPIRY_IN_MINS));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "JWT_AUTH_TOKEN_SECRET",
        "JWT_REFRESH_TOKEN_SECRET",
        "EXPRESS_SESSION_SECRET",
        "TOKEN_HASH_SECRET",
      })
  void keyWhenShortOrWeakThenRefusedAndNeverShown(String name) {
    for (String bad :
        List.of(SECRET.substring(1), "popcorn", "AABBCCDD".repeat(5), SECRET + "\n")) {
      Settings settings = read(name, bad);
      assertEquals(1, settings.mistakes().size(), settings.mistakes().toString());
      assertTrue(settings.mistakes().get(0).startsWith(name + " (environment, not shown): "));
      assertFalse(settings.mistakes().get(0).contains(bad.strip()));
    }
    assertEquals(List.of(), read(name, SECRET).mistakes());
  }

  @ParameterizedTest
  @ValueSource(strings = {"SECRETKEY_OVERWRITE", "FLOWISE_SECRETKEY_OVERWRITE", "FLOWISE_PASSWORD"})
  void otherSecretWhenWeakThenRefusedAtAnyLength(String name) {
    Settings weak =
        read(name, "Secre$t", "FLOWISE_USERNAME", "operator", "FLOWISE_PASSWORD", "x1y");
    if (name.equals("FLOWISE_PASSWORD")) {
      weak = read(name, "Secre$t", "FLOWISE_USERNAME", "operator");
    }
    assertEquals(1, weak.mistakes().size(), weak.mistakes().toString());
    assertFalse(weak.mistakes().get(0).contains("Secre$t"));
  }

  @Test
  void secretWhenReadThenWrapped() {
    Settings settings = read("SMTP_PASSWORD", "popcorn", "SMTP_USER", "u");
    assertEquals(Optional.of(Sensitive.of("popcorn")), settings.find(KnownSettings.SMTP_PASSWORD));
    assertFalse(new Given("A", "b", Sensitive.of("popcorn")).toString().contains("popcorn"));
    assertEquals(List.of(), settings.mistakes());
  }

  @Test
  void mistakenUrlWhenItHoldsAPasswordThenThatIsNotShown() {
    List<String> mistakes = read("APP_URL", "https://u:hunter2@a.example?x").mistakes();
    assertEquals(1, mistakes.size());
    assertFalse(mistakes.get(0).contains("hunter2"));
  }

  @Test
  void mistakenValueWhenItHasLineBreaksOrIsLongThenShownSafely() {
    String mistake = read("JWT_ISSUER", "a\n  - forged" + "x".repeat(500)).mistakes().get(0);
    assertFalse(mistake.contains("\n"));
    assertTrue(mistake.length() < 300);
  }

  @Test
  void fileWhenBrokenThenItsMistakesAreInTheList() throws IOException {
    write("JWT_ISUSER=a\nbroken\nGATEHOUSE_HOME=/elsewhere\nSMTP_PORT=0");
    Settings settings = read();
    assertEquals(4, settings.mistakes().size(), settings.mistakes().toString());
    assertTrue(settings.mistakes().toString().contains("did you mean JWT_ISSUER?"));
    assertTrue(settings.mistakes().toString().contains("gatehouse.env, line 2: "));
    assertTrue(settings.mistakes().toString().contains("SMTP_PORT=\"0\" (gatehouse.env)"));
    assertEquals(home, settings.get(OwnSettings.GATEHOUSE_HOME));
  }

  @Test
  void environmentWhenNearlyOursThenOnlyWarned() {
    Settings settings = read("JWT_ISUSER", "a", "ANYTHING", "b");
    settings.requireNoMistakes();
    assertEquals(
        List.of("The environment variable JWT_ISUSER is no setting; did you mean JWT_ISSUER?"),
        settings.warnings());
  }

  @Test
  void homeWhenWithTildeOrUnsetThenInTheHomeDirectory() {
    Map<String, String> properties = Map.of("user.home", home.toString());
    assertEquals(
        home.resolve("x"),
        Settings.read(Map.of("GATEHOUSE_HOME", "~/x"), properties).get(OwnSettings.GATEHOUSE_HOME));
    Settings unset = Settings.read(Map.of(), properties);
    assertEquals(home.resolve(".gatehouse"), unset.get(OwnSettings.GATEHOUSE_HOME));
    assertEquals(home.resolve(".gatehouse"), unset.get(KnownSettings.SECRETKEY_PATH));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "?"})
  void homeWhenTheAccountHasNoneThenItMustBeSet(String userHome) {
    Settings unset = Settings.read(Map.of(), Map.of("user.home", userHome));
    assertTrue(unset.mistakes().get(0).startsWith("GATEHOUSE_HOME (not set): "));
    assertEquals(
        List.of(),
        Settings.read(Map.of("GATEHOUSE_HOME", home.toString()), Map.of("user.home", userHome))
            .mistakes());
  }

  @Test
  void featureWhenItRefusesThenItsMistakeIsInTheList() {
    Settings settings = read("PORT", "81");
    settings.refuse(OwnSettings.PORT, "it is odd");
    assertTrue(settings.mistakes().get(0).startsWith("PORT=\"81\" (environment): it is odd. "));
    assertThrows(SettingsException.class, settings::requireNoMistakes);
  }

  @Test
  void processWhenReadThenNothingIsThrown() {
    assertFalse(Settings.read().get(OwnSettings.GATEHOUSE_HOME).toString().isEmpty());
  }
}
